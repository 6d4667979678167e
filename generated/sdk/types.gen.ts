// Do not edit: made from openapi/ by `npm run generate`.
// @ts-nocheck

export type ClientOptions = {
    baseUrl: `${string}://${string}` | (string & {});
};

/**
 * The schemas that the resource uses (RFC 7643 §3).
 */
export type Schemas = Array<string>;

/**
 * The identifier of the resource, issued by the server and never reused (RFC 7643 §3.1).
 */
export type ResourceId = string;

/**
 * The identifier that the provisioning client gave the resource (RFC 7643 §3.1).
 */
export type ExternalId = string;

/**
 * Enterprise User
 */
export type EnterpriseUser = {
    /**
     * Numeric or alphanumeric identifier assigned to a person, typically based on order of hire or association with an organization.
     */
    employeeNumber?: string;
    /**
     * Identifies the name of a cost center.
     */
    costCenter?: string;
    /**
     * Identifies the name of an organization.
     */
    organization?: string;
    /**
     * Identifies the name of a division.
     */
    division?: string;
    /**
     * Identifies the name of a department.
     */
    department?: string;
    /**
     * The User's manager.  A complex type that optionally allows service providers to represent organizational hierarchy by referencing the 'id' attribute of another User.
     */
    manager?: {
        /**
         * The id of the SCIM resource representing the User's manager.  REQUIRED.
         */
        value?: string;
        /**
         * The URI of the SCIM resource representing the User's manager.  REQUIRED.
         */
        $ref?: string;
        /**
         * The displayName of the User's manager. OPTIONAL and READ-ONLY.
         */
        displayName?: string;
    };
};

/**
 * What the server knows about the resource (RFC 7643 §3.1).
 */
export type Meta = {
    /**
     * The name of the resource type.
     */
    resourceType?: string;
    /**
     * When the resource was created.
     */
    created?: string;
    /**
     * When the resource last changed. A request that changes nothing does not move it.
     */
    lastModified?: string;
    /**
     * The URL of the resource.
     */
    location?: string;
    /**
     * The version of the resource, equal to its `ETag`.
     */
    version?: string;
};

/**
 * User Account
 */
export type User = {
    schemas: Schemas;
    id: ResourceId;
    externalId?: ExternalId;
    /**
     * Unique identifier for the User, typically used by the user to directly authenticate to the service provider. Each User MUST include a non-empty userName value.  This identifier MUST be unique across the service provider's entire set of Users. REQUIRED.
     */
    userName?: string;
    /**
     * The components of the user's real name. Providers MAY return just the full name as a single string in the formatted sub-attribute, or they MAY return just the individual component attributes using the other sub-attributes, or they MAY return both.  If both variants are returned, they SHOULD be describing the same name, with the formatted name indicating how the component attributes should be combined.
     */
    name?: {
        /**
         * The full name, including all middle names, titles, and suffixes as appropriate, formatted for display (e.g., 'Ms. Barbara J Jensen, III').
         */
        formatted?: string;
        /**
         * The family name of the User, or last name in most Western languages (e.g., 'Jensen' given the full name 'Ms. Barbara J Jensen, III').
         */
        familyName?: string;
        /**
         * The given name of the User, or first name in most Western languages (e.g., 'Barbara' given the full name 'Ms. Barbara J Jensen, III').
         */
        givenName?: string;
        /**
         * The middle name(s) of the User (e.g., 'Jane' given the full name 'Ms. Barbara J Jensen, III').
         */
        middleName?: string;
        /**
         * The honorific prefix(es) of the User, or title in most Western languages (e.g., 'Ms.' given the full name 'Ms. Barbara J Jensen, III').
         */
        honorificPrefix?: string;
        /**
         * The honorific suffix(es) of the User, or suffix in most Western languages (e.g., 'III' given the full name 'Ms. Barbara J Jensen, III').
         */
        honorificSuffix?: string;
    };
    /**
     * The name of the User, suitable for display to end-users.  The name SHOULD be the full name of the User being described, if known.
     */
    displayName?: string;
    /**
     * The casual way to address the user in real life, e.g., 'Bob' or 'Bobby' instead of 'Robert'.  This attribute SHOULD NOT be used to represent a User's username (e.g., 'bjensen' or 'mpepperidge').
     */
    nickName?: string;
    /**
     * A fully qualified URL pointing to a page representing the User's online profile.
     */
    profileUrl?: string;
    /**
     * The user's title, such as "Vice President."
     */
    title?: string;
    /**
     * Used to identify the relationship between the organization and the user.  Typical values used might be 'Contractor', 'Employee', 'Intern', 'Temp', 'External', and 'Unknown', but any value may be used.
     */
    userType?: string;
    /**
     * Indicates the User's preferred written or spoken language.  Generally used for selecting a localized user interface; e.g., 'en_US' specifies the language English and country US.
     */
    preferredLanguage?: string;
    /**
     * Used to indicate the User's default location for purposes of localizing items such as currency, date time format, or numerical representations.
     */
    locale?: string;
    /**
     * The User's time zone in the 'Olson' time zone database format, e.g., 'America/Los_Angeles'.
     */
    timezone?: string;
    /**
     * A Boolean value indicating the User's administrative status.
     */
    active?: boolean;
    /**
     * Email addresses for the user.  The value SHOULD be canonicalized by the service provider, e.g., 'bjensen@example.com' instead of 'bjensen@EXAMPLE.COM'. Canonical type values of 'work', 'home', and 'other'.
     */
    emails?: Array<{
        /**
         * Email addresses for the user.  The value SHOULD be canonicalized by the service provider, e.g., 'bjensen@example.com' instead of 'bjensen@EXAMPLE.COM'. Canonical type values of 'work', 'home', and 'other'.
         */
        value?: string;
        /**
         * A human-readable name, primarily used for display purposes.  READ-ONLY.
         */
        display?: string;
        /**
         * A label indicating the attribute's function, e.g., 'work' or 'home'.
         */
        type?: string;
        /**
         * A Boolean value indicating the 'primary' or preferred attribute value for this attribute, e.g., the preferred mailing address or primary email address.  The primary attribute value 'True' MUST appear no more than once.
         */
        primary?: boolean;
    }>;
    /**
     * Phone numbers for the User.  The value SHOULD be canonicalized by the service provider according to the format specified in RFC 3966, e.g., 'tel:+1-201-555-0123'. Canonical type values of 'work', 'home', 'mobile', 'fax', 'pager', and 'other'.
     */
    phoneNumbers?: Array<{
        /**
         * Phone number of the User.
         */
        value?: string;
        /**
         * A human-readable name, primarily used for display purposes.  READ-ONLY.
         */
        display?: string;
        /**
         * A label indicating the attribute's function, e.g., 'work', 'home', 'mobile'.
         */
        type?: string;
        /**
         * A Boolean value indicating the 'primary' or preferred attribute value for this attribute, e.g., the preferred phone number or primary phone number.  The primary attribute value 'True' MUST appear no more than once.
         */
        primary?: boolean;
    }>;
    /**
     * Instant messaging addresses for the User.
     */
    ims?: Array<{
        /**
         * Instant messaging address for the User.
         */
        value?: string;
        /**
         * A human-readable name, primarily used for display purposes.  READ-ONLY.
         */
        display?: string;
        /**
         * A label indicating the attribute's function, e.g., 'aim', 'gtalk', 'xmpp'.
         */
        type?: string;
        /**
         * A Boolean value indicating the 'primary' or preferred attribute value for this attribute, e.g., the preferred messenger or primary messenger.  The primary attribute value 'True' MUST appear no more than once.
         */
        primary?: boolean;
    }>;
    /**
     * URLs of photos of the User.
     */
    photos?: Array<{
        /**
         * URL of a photo of the User.
         */
        value?: string;
        /**
         * A human-readable name, primarily used for display purposes.  READ-ONLY.
         */
        display?: string;
        /**
         * A label indicating the attribute's function, i.e., 'photo' or 'thumbnail'.
         */
        type?: string;
        /**
         * A Boolean value indicating the 'primary' or preferred attribute value for this attribute, e.g., the preferred photo or thumbnail.  The primary attribute value 'True' MUST appear no more than once.
         */
        primary?: boolean;
    }>;
    /**
     * A physical mailing address for this User. Canonical type values of 'work', 'home', and 'other'.  This attribute is a complex type with the following sub-attributes.
     */
    addresses?: Array<{
        /**
         * The full mailing address, formatted for display or use with a mailing label.  This attribute MAY contain newlines.
         */
        formatted?: string;
        /**
         * The full street address component, which may include house number, street name, P.O. box, and multi-line extended street address information.  This attribute MAY contain newlines.
         */
        streetAddress?: string;
        /**
         * The city or locality component.
         */
        locality?: string;
        /**
         * The state or region component.
         */
        region?: string;
        /**
         * The zip code or postal code component.
         */
        postalCode?: string;
        /**
         * The country name component.
         */
        country?: string;
        /**
         * A label indicating the attribute's function, e.g., 'work' or 'home'.
         */
        type?: string;
        /**
         * A Boolean value indicating the 'primary' or preferred attribute value for this attribute.  The primary attribute value 'True' MUST appear no more than once.
         */
        primary?: boolean;
    }>;
    /**
     * A list of groups to which the user belongs, either through direct membership, through nested groups, or dynamically calculated.
     */
    groups?: Array<{
        /**
         * The identifier of the User's group.
         */
        value?: string;
        /**
         * The URI of the corresponding 'Group' resource to which the user belongs.
         */
        $ref?: string;
        /**
         * A human-readable name, primarily used for display purposes.  READ-ONLY.
         */
        display?: string;
        /**
         * A label indicating the attribute's function, e.g., 'direct' or 'indirect'.
         */
        type?: string;
    }>;
    /**
     * A list of entitlements for the User that represent a thing the User has.
     */
    entitlements?: Array<{
        /**
         * The value of an entitlement.
         */
        value?: string;
        /**
         * A human-readable name, primarily used for display purposes.  READ-ONLY.
         */
        display?: string;
        /**
         * A label indicating the attribute's function.
         */
        type?: string;
        /**
         * A Boolean value indicating the 'primary' or preferred attribute value for this attribute.  The primary attribute value 'True' MUST appear no more than once.
         */
        primary?: boolean;
    }>;
    /**
     * A list of roles for the User that collectively represent who the User is, e.g., 'Student', 'Faculty'.
     */
    roles?: Array<{
        /**
         * The value of a role.
         */
        value?: string;
        /**
         * A human-readable name, primarily used for display purposes.  READ-ONLY.
         */
        display?: string;
        /**
         * A label indicating the attribute's function.
         */
        type?: string;
        /**
         * A Boolean value indicating the 'primary' or preferred attribute value for this attribute.  The primary attribute value 'True' MUST appear no more than once.
         */
        primary?: boolean;
    }>;
    /**
     * A list of certificates issued to the User.
     */
    x509Certificates?: Array<{
        /**
         * The value of an X.509 certificate.
         */
        value?: string;
        /**
         * A human-readable name, primarily used for display purposes.  READ-ONLY.
         */
        display?: string;
        /**
         * A label indicating the attribute's function.
         */
        type?: string;
        /**
         * A Boolean value indicating the 'primary' or preferred attribute value for this attribute.  The primary attribute value 'True' MUST appear no more than once.
         */
        primary?: boolean;
    }>;
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'?: EnterpriseUser;
    meta?: Meta;
};

/**
 * Group
 */
export type Group = {
    schemas: Schemas;
    id: ResourceId;
    externalId?: ExternalId;
    /**
     * A human-readable name for the Group. REQUIRED.
     */
    displayName?: string;
    /**
     * A list of members of the Group.
     */
    members?: Array<{
        /**
         * Identifier of the member of this Group.
         */
        value?: string;
        /**
         * The URI corresponding to a SCIM resource that is a member of this Group.
         */
        $ref?: string;
        /**
         * A label indicating the type of resource, e.g., 'User' or 'Group'.
         */
        type?: string;
        /**
         * A human-readable name for the group member, primarily used for display purposes.
         */
        display?: string;
    }>;
    meta?: Meta;
};

/**
 * RFC 7644 §3.4.2.1, resources of several types. With cursors (RFC 9865) there is no `startIndex`.
 */
export type ResourceList = {
    schemas: Array<'urn:ietf:params:scim:api:messages:2.0:ListResponse'>;
    /**
     * How many resources match, on all pages. Only with cursors it is absent where counting would take too long.
     */
    totalResults?: number;
    /**
     * The 1-based index of the first resource of this page.
     */
    startIndex?: number;
    /**
     * How many resources this page has.
     */
    itemsPerPage: number;
    /**
     * The `cursor` of the page behind this one; absent on the last page.
     */
    nextCursor?: string;
    /**
     * The `cursor` of the page before this one; absent on the first page.
     */
    previousCursor?: string;
    Resources: Array<User | Group>;
};

/**
 * RFC 7644 §3.12.
 */
export type ScimError = {
    schemas: Array<'urn:ietf:params:scim:api:messages:2.0:Error'>;
    /**
     * The HTTP status code, as a string.
     */
    status: string;
    /**
     * What was wrong, in the words of RFC 7644 §3.12, table 9, and of RFC 9865 §2.1.
     */
    scimType?: 'invalidFilter' | 'tooMany' | 'uniqueness' | 'mutability' | 'invalidSyntax' | 'invalidPath' | 'noTarget' | 'invalidValue' | 'invalidVers' | 'sensitive' | 'invalidCursor' | 'expiredCursor' | 'invalidCount';
    /**
     * What was wrong and what to do about it, for a person.
     */
    detail: string;
};

/**
 * RFC 7644 §3.4.3. Members that are not known are ignored, as query parameters are.
 */
export type SearchRequest = {
    schemas: Array<string>;
    /**
     * The attributes to answer with. Excludes `excludedAttributes`. One text with commas is taken for a list.
     */
    attributes?: Array<string>;
    /**
     * The attributes to leave out. One text with commas is taken for a list.
     */
    excludedAttributes?: Array<string>;
    /**
     * A SCIM filter (RFC 7644 §3.4.2.2). Here personal data stays out of URLs.
     */
    filter?: string;
    /**
     * The attribute to sort by.
     */
    sortBy?: string;
    /**
     * The direction of `sortBy`.
     */
    sortOrder?: 'ascending' | 'descending';
    /**
     * The 1-based index of the first result.
     */
    startIndex?: number;
    /**
     * How many results to answer with.
     */
    count?: number;
    /**
     * Where the page begins (RFC 9865 §2): empty for the first page. Not together with `startIndex`.
     */
    cursor?: string;
};

/**
 * RFC 7644 §3.5.2.
 */
export type PatchOp = {
    schemas: Array<string>;
    Operations: Array<{
        op: 'add' | 'remove' | 'replace';
        /**
         * The attribute to change, for example `name.familyName`, `members` or `emails[type eq "work"].value`. Required to remove.
         */
        path?: string;
        /**
         * The new value; without a `path`, an object of attributes.
         */
        value?: unknown;
    }>;
};

/**
 * RFC 7644 §3.4.2. With cursors (RFC 9865) there is no `startIndex`.
 */
export type UserList = {
    schemas: Array<'urn:ietf:params:scim:api:messages:2.0:ListResponse'>;
    /**
     * How many resources match, on all pages. Only with cursors it is absent where counting would take too long.
     */
    totalResults?: number;
    /**
     * The 1-based index of the first resource of this page.
     */
    startIndex?: number;
    /**
     * How many resources this page has.
     */
    itemsPerPage: number;
    /**
     * The `cursor` of the page behind this one; absent on the last page.
     */
    nextCursor?: string;
    /**
     * The `cursor` of the page before this one; absent on the first page.
     */
    previousCursor?: string;
    Resources: Array<User>;
};

/**
 * RFC 7644 §3.4.2. With cursors (RFC 9865) there is no `startIndex`.
 */
export type GroupList = {
    schemas: Array<'urn:ietf:params:scim:api:messages:2.0:ListResponse'>;
    /**
     * How many resources match, on all pages. Only with cursors it is absent where counting would take too long.
     */
    totalResults?: number;
    /**
     * The 1-based index of the first resource of this page.
     */
    startIndex?: number;
    /**
     * How many resources this page has.
     */
    itemsPerPage: number;
    /**
     * The `cursor` of the page behind this one; absent on the last page.
     */
    nextCursor?: string;
    /**
     * The `cursor` of the page before this one; absent on the first page.
     */
    previousCursor?: string;
    Resources: Array<Group>;
};

/**
 * RFC 7644 §3.7.
 */
export type BulkRequest = {
    schemas: Array<string>;
    /**
     * After how many failed operations to stop. Without it every operation is tried.
     */
    failOnErrors?: number;
    /**
     * More than `maxItems` are answered with 413.
     */
    Operations: Array<{
        /**
         * `POST`, `PUT`, `PATCH` or `DELETE`. Any other fails this operation only.
         */
        method: string;
        /**
         * What the client calls this operation: not twice in a request, and required to POST. References to what a POST creates name it.
         */
        bulkId?: string;
        /**
         * Works as `If-Match`.
         */
        version?: string;
        /**
         * Relative to the SCIM base URL, for example `/Users` or `/Users/{id}`.
         */
        path: string;
        /**
         * The body that the operation has when it is sent alone. For a PATCH it may also be the list of its operations, as in an example of the RFC, or a single one.
         */
        data?: unknown;
    }>;
};

/**
 * RFC 7644 §3.7.
 */
export type BulkResponse = {
    schemas: Array<'urn:ietf:params:scim:api:messages:2.0:BulkResponse'>;
    /**
     * In the order of the request. Operations that `failOnErrors` kept from being tried are left out.
     */
    Operations: Array<{
        /**
         * As in the request.
         */
        method: string;
        /**
         * As in the request.
         */
        bulkId?: string;
        /**
         * The URL of the resource; absent if it was not created.
         */
        location?: string;
        /**
         * The ETag of the resource after the operation.
         */
        version?: string;
        /**
         * The HTTP status code of the operation, as a string.
         */
        status: string;
        response?: ScimError;
    }>;
};

/**
 * Schema for representing the service provider's configuration
 */
export type ServiceProviderConfig = {
    schemas: Schemas;
    /**
     * An HTTP-addressable URL pointing to the service provider's human-consumable help documentation.
     */
    documentationUri?: string;
    /**
     * A complex type that specifies PATCH configuration options.
     */
    patch?: {
        /**
         * A Boolean value specifying whether or not the operation is supported.
         */
        supported?: boolean;
    };
    /**
     * A complex type that specifies bulk configuration options.
     */
    bulk?: {
        /**
         * A Boolean value specifying whether or not the operation is supported.
         */
        supported?: boolean;
        /**
         * An integer value specifying the maximum number of operations.
         */
        maxOperations?: number;
        /**
         * An integer value specifying the maximum payload size in bytes.
         */
        maxPayloadSize?: number;
    };
    /**
     * A complex type that specifies FILTER options.
     */
    filter?: {
        /**
         * A Boolean value specifying whether or not the operation is supported.
         */
        supported?: boolean;
        /**
         * An integer value specifying the maximum number of resources returned in a response.
         */
        maxResults?: number;
    };
    /**
     * A complex type that specifies configuration options related to changing a password.
     */
    changePassword?: {
        /**
         * A Boolean value specifying whether or not the operation is supported.
         */
        supported?: boolean;
    };
    /**
     * A complex type that specifies sort result options.
     */
    sort?: {
        /**
         * A Boolean value specifying whether or not the operation is supported.
         */
        supported?: boolean;
    };
    /**
     * A complex type that specifies ETag result options.
     */
    etag?: {
        /**
         * A Boolean value specifying whether or not the operation is supported.
         */
        supported?: boolean;
    };
    /**
     * A complex type that specifies pagination configuration options (RFC 9865 §4).
     */
    pagination?: {
        /**
         * A Boolean value specifying support of cursor-based pagination.
         */
        cursor?: boolean;
        /**
         * A Boolean value specifying support of index-based pagination.
         */
        index?: boolean;
        /**
         * The type of pagination that the service provider defaults to when the client has not specified which method it wishes to use.
         */
        defaultPaginationMethod?: string;
        /**
         * The number of results returned in a page when a client does not specify a page size.
         */
        defaultPageSize?: number;
        /**
         * The maximum number of results that can be returned in a page.
         */
        maxPageSize?: number;
        /**
         * The minimum number of seconds that a cursor is valid between page requests.
         */
        cursorTimeout?: number;
    };
    /**
     * A complex type that specifies security event configuration options (RFC 9967 §3).
     */
    securityEvents?: {
        /**
         * Whether asynchronous SCIM requests are supported.
         */
        asyncRequest?: string;
        /**
         * The URIs of the security events that the service provider can issue.
         */
        eventUris?: Array<string>;
    };
    /**
     * A complex type that specifies supported authentication scheme properties.
     */
    authenticationSchemes?: Array<{
        /**
         * The authentication scheme.
         */
        type?: string;
        /**
         * The common authentication scheme name, e.g., HTTP Basic.
         */
        name?: string;
        /**
         * A description of the authentication scheme.
         */
        description?: string;
        /**
         * An HTTP-addressable URL pointing to the authentication scheme's specification.
         */
        specUri?: string;
        /**
         * An HTTP-addressable URL pointing to the authentication scheme's usage documentation.
         */
        documentationUri?: string;
        /**
         * A Boolean value indicating the preferred authentication scheme.
         */
        primary?: boolean;
    }>;
    meta?: Meta;
};

/**
 * Specifies the schema that describes a SCIM resource type
 */
export type ResourceType = {
    schemas: Schemas;
    /**
     * The resource type's server unique id. May be the same as the 'name' attribute.
     */
    id?: string;
    /**
     * The resource type name.  When applicable, service providers MUST specify the name, e.g., 'User'.
     */
    name?: string;
    /**
     * The resource type's human-readable description.  When applicable, service providers MUST specify the description.
     */
    description?: string;
    /**
     * The resource type's HTTP-addressable endpoint relative to the Base URL, e.g., '/Users'.
     */
    endpoint?: string;
    /**
     * The resource type's primary/base schema URI.
     */
    schema?: string;
    /**
     * A list of URIs of the resource type's schema extensions.
     */
    schemaExtensions?: Array<{
        /**
         * The URI of a schema extension.
         */
        schema?: string;
        /**
         * A Boolean value that specifies whether or not the schema extension is required for the resource type.  If True, a resource of this type MUST include this schema extension and also include any attributes declared as required in this schema extension. If False, a resource of this type MAY omit this schema extension.
         */
        required?: boolean;
    }>;
    meta?: Meta;
};

/**
 * RFC 7644 §3.4.2.
 */
export type ResourceTypeList = {
    schemas: Array<'urn:ietf:params:scim:api:messages:2.0:ListResponse'>;
    /**
     * How many resources match, on all pages.
     */
    totalResults: number;
    /**
     * The 1-based index of the first resource of this page.
     */
    startIndex: number;
    /**
     * How many resources this page has.
     */
    itemsPerPage: number;
    Resources: Array<ResourceType>;
};

/**
 * Specifies the schema that describes a SCIM schema
 */
export type Schema = {
    schemas: Schemas;
    /**
     * The unique URI of the schema. When applicable, service providers MUST specify the URI.
     */
    id: string;
    /**
     * The schema's human-readable name.  When applicable, service providers MUST specify the name, e.g., 'User'.
     */
    name?: string;
    /**
     * The schema's human-readable description.  When applicable, service providers MUST specify the description.
     */
    description?: string;
    /**
     * A complex attribute that includes the attributes of a schema.
     */
    attributes?: Array<{
        /**
         * The attribute's name.
         */
        name?: string;
        /**
         * The attribute's data type. Valid values include 'string', 'complex', 'boolean', 'decimal', 'integer', 'dateTime', 'reference'.
         */
        type?: string;
        /**
         * A Boolean value indicating an attribute's plurality.
         */
        multiValued?: boolean;
        /**
         * A human-readable description of the attribute.
         */
        description?: string;
        /**
         * A boolean value indicating whether or not the attribute is required.
         */
        required?: boolean;
        /**
         * A collection of canonical values.  When  applicable, service providers MUST specify the canonical types, e.g., 'work', 'home'.
         */
        canonicalValues?: Array<string>;
        /**
         * A Boolean value indicating whether or not a string attribute is case sensitive.
         */
        caseExact?: boolean;
        /**
         * Indicates whether or not an attribute is modifiable.
         */
        mutability?: string;
        /**
         * Indicates when an attribute is returned in a response (e.g., to a query).
         */
        returned?: string;
        /**
         * Indicates how unique a value must be.
         */
        uniqueness?: string;
        /**
         * Used only with an attribute of type 'reference'.  Specifies a SCIM resourceType that a reference attribute MAY refer to, e.g., 'User'.
         */
        referenceTypes?: Array<string>;
        /**
         * Used to define the sub-attributes of a complex attribute.
         */
        subAttributes?: Array<{
            /**
             * The attribute's name.
             */
            name?: string;
            /**
             * The attribute's data type. Valid values include 'string', 'complex', 'boolean', 'decimal', 'integer', 'dateTime', 'reference'.
             */
            type?: string;
            /**
             * A Boolean value indicating an attribute's plurality.
             */
            multiValued?: boolean;
            /**
             * A human-readable description of the attribute.
             */
            description?: string;
            /**
             * A boolean value indicating whether or not the attribute is required.
             */
            required?: boolean;
            /**
             * A collection of canonical values.  When  applicable, service providers MUST specify the canonical types, e.g., 'work', 'home'.
             */
            canonicalValues?: Array<string>;
            /**
             * A Boolean value indicating whether or not a string attribute is case sensitive.
             */
            caseExact?: boolean;
            /**
             * Indicates whether or not an attribute is modifiable.
             */
            mutability?: string;
            /**
             * Indicates when an attribute is returned in a response (e.g., to a query).
             */
            returned?: string;
            /**
             * Indicates how unique a value must be.
             */
            uniqueness?: string;
            /**
             * Used only with an attribute of type 'reference'.  Specifies a SCIM resourceType that a reference attribute MAY refer to, e.g., 'User'.
             */
            referenceTypes?: Array<string>;
            /**
             * The parts of `subAttributes` itself, in the schema of schemas.
             */
            subAttributes?: Array<{
                /**
                 * The attribute's name.
                 */
                name?: string;
                /**
                 * The attribute's data type. Valid values include 'string', 'complex', 'boolean', 'decimal', 'integer', 'dateTime', 'reference'.
                 */
                type?: string;
                /**
                 * A Boolean value indicating an attribute's plurality.
                 */
                multiValued?: boolean;
                /**
                 * A human-readable description of the attribute.
                 */
                description?: string;
                /**
                 * A boolean value indicating whether or not the attribute is required.
                 */
                required?: boolean;
                /**
                 * A collection of canonical values.  When  applicable, service providers MUST specify the canonical types, e.g., 'work', 'home'.
                 */
                canonicalValues?: Array<string>;
                /**
                 * A Boolean value indicating whether or not a string attribute is case sensitive.
                 */
                caseExact?: boolean;
                /**
                 * Indicates whether or not an attribute is modifiable.
                 */
                mutability?: string;
                /**
                 * Indicates when an attribute is returned in a response (e.g., to a query).
                 */
                returned?: string;
                /**
                 * Indicates how unique a value must be.
                 */
                uniqueness?: string;
                /**
                 * Used only with an attribute of type 'reference'.  Specifies a SCIM resourceType that a reference attribute MAY refer to, e.g., 'User'.
                 */
                referenceTypes?: Array<string>;
            }>;
        }>;
    }>;
    meta?: Meta;
};

/**
 * RFC 7644 §3.4.2.
 */
export type SchemaList = {
    schemas: Array<'urn:ietf:params:scim:api:messages:2.0:ListResponse'>;
    /**
     * How many resources match, on all pages.
     */
    totalResults: number;
    /**
     * The 1-based index of the first resource of this page.
     */
    startIndex: number;
    /**
     * How many resources this page has.
     */
    itemsPerPage: number;
    Resources: Array<Schema>;
};

/**
 * A credential, and what it may do.
 */
export type Session = {
    role: 'operator' | 'owner' | 'viewer';
    /**
     * What the role may do; each operation names the permission that it needs.
     */
    permissions: Array<string>;
    /**
     * The organization that the credential opens; null for the operator, who may open all.
     */
    organization: {
        id: string;
        name: string;
    } | null;
    /**
     * The `id` of the admin key; null for the operator key.
     */
    keyId: string | null;
    /**
     * What the key is called.
     */
    description: string;
    /**
     * When the browser signed in; null for a key that comes with the request itself.
     */
    signedInAt: string | null;
    /**
     * Until when secrets can be shown, rotated and revoked without signing in again; null means always.
     */
    freshUntil: string | null;
    /**
     * When the browser is signed out at the latest.
     */
    expiresAt: string | null;
};

/**
 * RFC 9457.
 */
export type Problem = {
    /**
     * Identifies the kind of problem; `urn:rollcall:problem:` and the code.
     */
    type: string;
    /**
     * The kind of problem in words.
     */
    title: string;
    status: number;
    /**
     * What was wrong in this request and what to do about it.
     */
    detail?: string;
    /**
     * The kind of problem for programs, for example `notFound` or `entitlementRequired`.
     */
    code: string;
    /**
     * Quote this when you ask for help; the server's log has it too.
     */
    requestId: string;
};

export type SessionRequest = {
    /**
     * The operator key or an admin key.
     */
    key: string;
};

/**
 * What the organization has paid for.
 */
export type Entitlements = {
    /**
     * Whether the organization may use SCIM provisioning. Without it SCIM requests answer 403; nothing is deleted.
     */
    scim: boolean;
};

/**
 * Whether an identity provider may provision the organization, and where.
 */
export type Provisioning = {
    enabled: boolean;
    /**
     * The SCIM URL to give the identity provider.
     */
    scimBaseUrl: string;
};

/**
 * Changes with each change; pass it in double quotes, as `ETag` has it, as `If-Match` to change nothing that somebody else has changed meanwhile.
 */
export type Version = string;

/**
 * A customer of the product, whose users and groups an identity provider provisions.
 */
export type Organization = {
    id: string;
    /**
     * The name that people see.
     */
    name: string;
    /**
     * A short name, unique in this installation; made from the name unless given.
     */
    slug: string;
    /**
     * The product's own identifier of this customer, unique in this installation.
     */
    externalId: string | null;
    entitlements: Entitlements;
    provisioning: Provisioning;
    /**
     * Whether a deleted user who is created again comes back with the same `id`; off unless switched on.
     */
    restoreDeletedUsers: boolean;
    /**
     * How many days of activity are kept.
     */
    activityRetentionDays: number;
    /**
     * How many of 100 requests that only read are recorded in the activity; what changes or fails always is.
     */
    activityReadsPercent: number;
    /**
     * How many days events can be read again.
     */
    eventRetentionDays: number;
    version: Version;
    createdAt: string;
    updatedAt: string;
};

export type OrganizationList = {
    items: Array<Organization>;
    /**
     * Pass it as `cursor` to read on; null on the last page.
     */
    nextCursor: string | null;
};

export type OrganizationRequest = {
    /**
     * The name that people see.
     */
    name: string;
    /**
     * Lower-case letters, digits and single hyphens; made from the name if absent.
     */
    slug?: string;
    /**
     * The product's own identifier of this customer.
     */
    externalId?: string | null;
};

export type OrganizationUpdate = {
    /**
     * The name that people see.
     */
    name?: string;
    /**
     * Lower-case letters, digits and single hyphens.
     */
    slug?: string;
    /**
     * The product's own identifier of this customer.
     */
    externalId?: string | null;
    /**
     * Whether a deleted user who is created again, with the same `externalId` or `userName`, comes back with the same `id`. Off keeps nothing of deleted users; switching it off erases what was kept.
     */
    restoreDeletedUsers?: boolean;
    /**
     * How many days of activity are kept; 30 unless changed. Fewer erases what is older within the hour.
     */
    activityRetentionDays?: number;
    /**
     * How many of 100 requests that only read are recorded in the activity; 100 unless changed, 0 records none. What changes something or fails is always recorded. The connection check sees recorded requests only.
     */
    activityReadsPercent?: number;
    /**
     * How many days events can be read again; 90 unless changed.
     */
    eventRetentionDays?: number;
};

export type ProvisioningRequest = {
    enabled: boolean;
};

/**
 * Asked for by an identity provider, done by an administrator, by a user in the own account, or by Rollcall itself.
 */
export type ActivityKind = 'scim' | 'admin' | 'account' | 'system';

export type ActivityOutcome = 'success' | 'failure';

export type ActivityFields = {
    id: string;
    /**
     * When the request arrived.
     */
    at: string;
    kind: ActivityKind;
    outcome: ActivityOutcome;
    /**
     * The `operationId` of the contract; null where the request fits none.
     */
    operation: string | null;
    /**
     * What it was, in words.
     */
    summary: string;
    /**
     * Who did it.
     */
    actor: {
        kind: 'scimToken' | 'adminKey' | 'operator' | 'user' | 'rollcall';
        /**
         * The `id` of the SCIM token, of the admin key, or of the user.
         */
        id: string | null;
        /**
         * What the token, the key or the user is called.
         */
        name: string | null;
    };
    /**
     * The program, as it calls itself or as it is known.
     */
    client: string | null;
    method: string | null;
    /**
     * With its query.
     */
    path: string | null;
    /**
     * What it was about.
     */
    resource: {
        type: string;
        id: string | null;
        /**
         * The name at that time.
         */
        name: string | null;
    } | null;
    /**
     * The status of the answer.
     */
    status: number | null;
    /**
     * The kind of failure, for programs.
     */
    code: string | null;
    /**
     * What was answered about the failure.
     */
    detail: string | null;
    durationMs: number | null;
    /**
     * The server's log has it too.
     */
    requestId: string | null;
};

export type ActivityEntry = ActivityFields;

/**
 * How far an identity provider has come with an organization.
 */
export type Connection = {
    /**
     * `waiting` until something arrives, `connected` when users could be read, `failing` when the newest request of the identity provider's test failed before that.
     */
    state: 'waiting' | 'connected' | 'failing';
    /**
     * The program that was seen last.
     */
    client: string | null;
    lastRequestAt: string | null;
    /**
     * The newest request that failed, since the last that went well.
     */
    lastFailure: ActivityEntry | null;
    /**
     * In the order in which identity providers take them.
     */
    steps: Array<{
        step: 'requestArrived' | 'tokenAccepted' | 'usersRead' | 'userProvisioned' | 'groupPushed';
        passedAt: string | null;
        /**
         * The entry of the first request that passed the step.
         */
        activityId: string | null;
    }>;
};

/**
 * What the token may do.
 */
export type ScimTokenScopes = Array<'read' | 'write'>;

/**
 * Whose habits to expect: what is taken that the RFCs do not have, and how some requests are answered. See `docs/client-profiles.md`.
 */
export type ClientProfile = 'standard' | 'okta' | 'entra' | 'lenient' | 'strict';

export type ScimTokenFields = {
    id: string;
    description: string;
    /**
     * The first characters of the token, to tell tokens apart.
     */
    prefix: string;
    scopes: ScimTokenScopes;
    clientProfile: ClientProfile;
    createdAt: string;
    /**
     * When the token stops working; null means never.
     */
    expiresAt: string | null;
    /**
     * When the token was last used, to within some seconds.
     */
    lastUsedAt: string | null;
    /**
     * Until when the secret before the last rotation still works; null when only the current one does.
     */
    overlapEndsAt: string | null;
    version: Version;
};

/**
 * A credential of an identity provider. The token itself is shown once, when it is created.
 */
export type ScimToken = ScimTokenFields;

export type ScimTokenList = {
    items: Array<ScimToken>;
    /**
     * Pass it as `cursor` to read on; null on the last page.
     */
    nextCursor: string | null;
};

export type ScimTokenRequest = {
    /**
     * Where the token is used, for example "Okta, production".
     */
    description: string;
    /**
     * How long the token works, 365 days if absent; 0 means that it never expires.
     */
    expiresInDays?: number;
    scopes?: ScimTokenScopes;
    clientProfile?: ClientProfile;
};

/**
 * A new SCIM token. Copy `token` now, it is not shown again.
 */
export type CreatedScimToken = ScimTokenFields & {
    /**
     * The token, for the identity provider.
     */
    token: string;
    /**
     * The SCIM URL, for the identity provider.
     */
    scimBaseUrl: string;
};

export type ScimTokenUpdate = {
    description?: string;
    /**
     * Counted from now; 0 means that the token never expires.
     */
    expiresInDays?: number;
    scopes?: ScimTokenScopes;
    clientProfile?: ClientProfile;
};

export type ScimTokenRotation = {
    /**
     * How long the old secret keeps working, 24 hours if absent; 0 stops it at once.
     */
    overlapHours?: number;
    /**
     * How long the new secret works, 0 for ever; if absent, as long as the token was made for when it was created or last changed.
     */
    expiresInDays?: number;
};

/**
 * An `owner` runs provisioning for its organization; a `viewer` sees everything of it and changes nothing.
 */
export type AdminRole = 'owner' | 'viewer';

export type AdminKeyFields = {
    id: string;
    description: string;
    /**
     * The first characters of the key, to tell keys apart.
     */
    prefix: string;
    role: AdminRole;
    /**
     * The greatest role of the product that rules made with this key may give; null for every role.
     */
    grantsUpTo: string | null;
    createdAt: string;
    /**
     * When the key stops working; null means never.
     */
    expiresAt: string | null;
    /**
     * When the key was last used, to within some seconds.
     */
    lastUsedAt: string | null;
    version: Version;
};

/**
 * A credential of an administrator. The key itself is shown once, when it is created.
 */
export type AdminKey = AdminKeyFields;

export type AdminKeyList = {
    items: Array<AdminKey>;
    /**
     * Pass it as `cursor` to read on; null on the last page.
     */
    nextCursor: string | null;
};

export type AdminKeyRequest = {
    /**
     * Who or what uses the key, for example "Jo's laptop".
     */
    description: string;
    role: AdminRole;
    /**
     * The greatest role of the product that role mappings made with this key may give; as much as the key that makes it may if absent.
     */
    grantsUpTo?: string;
    /**
     * How long the key works, 365 days if absent; 0 means that it never expires.
     */
    expiresInDays?: number;
};

/**
 * A new admin key. Copy `key` now, it is not shown again.
 */
export type CreatedAdminKey = AdminKeyFields & {
    /**
     * The key, for the administrator.
     */
    key: string;
};

export type UserPage = {
    items: Array<User>;
    /**
     * Pass it as `cursor` to read on; null on the last page.
     */
    nextCursor: string | null;
    /**
     * How many there are on all pages; null where counting would take longer than a request may.
     */
    totalResults: number | null;
};

export type GroupPage = {
    items: Array<Group>;
    /**
     * Pass it as `cursor` to read on; null on the last page.
     */
    nextCursor: string | null;
    /**
     * How many there are on all pages; null where counting would take longer than a request may.
     */
    totalResults: number | null;
};

export type GroupMemberPage = {
    items: Array<{
        id: string;
        type: 'User' | 'Group';
        /**
         * The name that people see.
         */
        display: string;
    }>;
    /**
     * Pass it as `cursor` to read on; null on the last page.
     */
    nextCursor: string | null;
};

export type ActivityList = {
    items: Array<ActivityEntry>;
    /**
     * Pass it as `cursor` to read on; null on the last page.
     */
    nextCursor: string | null;
};

export type ActivityVerification = {
    /**
     * Whether nothing is wrong in what this answer is about.
     */
    isIntact: boolean;
    /**
     * How many entries were looked at.
     */
    entries: number;
    /**
     * The first 100, oldest first.
     */
    problems: Array<{
        kind: 'altered' | 'missing' | 'added' | 'chainBroken';
        block: number | null;
        entryId: string | null;
        detail: string;
    }>;
    /**
     * The last link of the chain. Keep it elsewhere; whoever cuts the end off cannot make it again.
     */
    head: {
        block: number;
        /**
         * SHA-256, in hexadecimal.
         */
        hash: string;
        at: string;
    } | null;
    /**
     * Entries of the last moments that are not in the chain yet.
     */
    unsealed: number;
    /**
     * Pass it as `cursor` to go on; null when everything was looked at.
     */
    nextCursor: string | null;
};

/**
 * An attribute before and after. Secrets are masked.
 */
export type ActivityChange = {
    resource: {
        type: string;
        id: string;
        name: string | null;
    };
    /**
     * As in a filter, for example `name.givenName`; `members` for who came and left.
     */
    path: string;
    /**
     * Absent where there was nothing. Of `members`, who left.
     */
    before?: unknown;
    /**
     * Absent where there is nothing. Of `members`, who came.
     */
    after?: unknown;
};

/**
 * A body, with secrets masked; null where there was none.
 */
export type ActivityMessage = {
    mediaType: string | null;
    /**
     * The text, JSON indented.
     */
    body: string;
    /**
     * Whether the text is only the beginning.
     */
    isTruncated: boolean;
} | null;

export type ActivityDetail = ActivityFields & {
    /**
     * Every attribute that changed, of whatever it changed on, at most 200 of them.
     */
    changes: Array<ActivityChange>;
    request: ActivityMessage;
    response: ActivityMessage;
    /**
     * Why it failed and what to do about it, in words; null where nothing failed.
     */
    explanation: {
        why: string;
        whatToDo: string;
    } | null;
};

/**
 * A type of event; `user.*` stands for all of users, `*` for everything.
 */
export type EventPattern = string;

/**
 * `user.created`, `user.restored`: a user was provisioned, or came back after deletion under the same id. `user.updated`: attributes other than `active` changed. `user.activated`, `user.deactivated`: `active` changed. `user.deleted`: the user is gone. `user.roles_changed`: the roles that groups give. `group.created`, `group.updated`, `group.deleted`: a group without its members. `group.members_added`, `group.members_removed`: up to 500 members; more are in more events. `scim_token.*`, `admin_key.*`: credentials; `expiring` 14, 3 and 1 day before their end. `provisioning.*`, `organization.updated`, `role_mappings.updated`, `webhook.*`: settings; `webhook.disabled` also when Rollcall gave a receiver up. `account.*`: what a user did with the own keys, or an administrator who reset them; an account is suspended by `user.deactivated` and closed by `user.deleted`. `sign_in.*`: the connection to the OpenID provider. `bulk_operation.completed`: how an operation of an asynchronous Bulk request went. `bulk_request.completed`: all of it was done. `webhook.test`: sent on request, in no feed.
 */
export type EventType = 'user.created' | 'user.updated' | 'user.activated' | 'user.deactivated' | 'user.deleted' | 'user.restored' | 'user.roles_changed' | 'group.created' | 'group.updated' | 'group.deleted' | 'group.members_added' | 'group.members_removed' | 'scim_token.created' | 'scim_token.updated' | 'scim_token.rotated' | 'scim_token.revoked' | 'scim_token.expiring' | 'admin_key.created' | 'admin_key.revoked' | 'admin_key.expiring' | 'provisioning.enabled' | 'provisioning.disabled' | 'organization.updated' | 'role_mappings.updated' | 'webhook.created' | 'webhook.updated' | 'webhook.deleted' | 'webhook.disabled' | 'account.ready' | 'account.password_changed' | 'account.recovered' | 'account.keys_rotated' | 'account.reset' | 'sign_in.connected' | 'sign_in.changed' | 'sign_in.disconnected' | 'bulk_operation.completed' | 'bulk_request.completed' | 'webhook.test';

/**
 * Types of events; `user.*` stands for all of users, `*` for everything.
 */
export type EventFilter = Array<EventPattern>;

/**
 * `standard`: the form of Standard Webhooks, a JSON body signed with the secret. `set`: security event tokens (RFC 8417) with the events of RFC 9967, about users, groups and asynchronous requests only. `standard` if absent.
 */
export type WebhookFormat = 'standard' | 'set';

/**
 * Whether Rollcall sends (for tokens RFC 8935) or the receiver fetches (tokens only, RFC 8936); `push` if absent.
 */
export type WebhookDelivery = 'push' | 'poll';

/**
 * `thin` says what changed and leaves the values out (`data` is null): read them from the API. `full` has them. A new webhook is `thin` unless it says otherwise.
 */
export type WebhookPayload = 'thin' | 'full';

export type WebhookFields = {
    id: string;
    /**
     * Where it is sent; null where tokens are fetched instead.
     */
    url: string | null;
    description: string;
    events: EventFilter;
    format: WebhookFormat;
    delivery: WebhookDelivery;
    payload: WebhookPayload;
    /**
     * The `aud` of security event tokens; null where there are none.
     */
    audience: string | null;
    isEnabled: boolean;
    /**
     * Switched off by an administrator; answered 410; or nothing but failures for five days.
     */
    disabledReason: 'administrator' | 'gone' | 'failing' | null;
    disabledAt: string | null;
    /**
     * When the first of the latest tries failed that all failed; null while they succeed.
     */
    failingSince: string | null;
    lastDeliveredAt: string | null;
    /**
     * Until when deliveries are signed with the secret of before too.
     */
    previousSecretExpiresAt: string | null;
    version: Version;
    createdAt: string;
    updatedAt: string;
};

/**
 * A receiver of events.
 */
export type Webhook = WebhookFields;

/**
 * `initialized`: provisioned; the user has not made keys yet. `ready`: the user has. `suspended`: SCIM says that the user is inactive. `closed`: the user was deleted.
 */
export type AccountState = 'initialized' | 'ready' | 'suspended' | 'closed';

/**
 * What a user has for signing in and for decrypting. SCIM shows nothing of it.
 */
export type Account = {
    userId: string;
    /**
     * Null when the user was deleted.
     */
    userName: string | null;
    externalId: string | null;
    state: AccountState;
    /**
     * The current key set; null before there is one.
     */
    keyId: string | null;
    /**
     * The same for people to compare, in groups of digits.
     */
    fingerprint: string | null;
    /**
     * When the first keys were made; null again after a reset.
     */
    readyAt: string | null;
    /**
     * When keys, master password or recovery code last changed, or were reset.
     */
    keysChangedAt: string | null;
    lastSignedInAt: string | null;
};

export type SignInConnectionFields = {
    /**
     * The issuer of the OpenID provider, as in `https://acme.okta.com`.
     */
    issuer: string;
    clientId: string;
    /**
     * The claim of the ID token that tells the user. `email` counts when the provider has verified it.
     */
    claim: string;
    /**
     * The attribute of the user that the claim must be equal to.
     */
    matches: 'userName' | 'externalId' | 'email';
};

/**
 * How users of an organization sign in with its OpenID provider.
 */
export type SignInConnection = SignInConnectionFields & {
    /**
     * Whether there is a client secret; it is never shown.
     */
    hasClientSecret: boolean;
    /**
     * The redirect URI to register with the provider.
     */
    redirectUri: string;
    /**
     * Where a sign-in begins; the initiate login URI of the provider.
     */
    signInUrl: string;
    version: Version;
    createdAt: string;
    updatedAt: string;
};

/**
 * The new state, or the difference; null in a thin webhook, and where there is none.
 */
export type EventData = {
    user?: User;
    group?: Group;
    /**
     * Who came or left.
     */
    members?: Array<{
        type: string;
        id: string;
        displayName: string;
    }>;
    /**
     * In the order of the roles of the organization.
     */
    roles?: {
        before: Array<string>;
        after: Array<string>;
    };
    scimToken?: ScimToken;
    adminKey?: AdminKey;
    organization?: Organization;
    webhook?: Webhook;
    account?: Account;
    signInConnection?: SignInConnection;
    /**
     * As the answer of the Bulk request has it (RFC 7644 §3.7).
     */
    bulkOperation?: {
        /**
         * The `Set-Txn` of the answer.
         */
        transaction: string;
        /**
         * Its place in the request, from 0.
         */
        index: number;
        method: string;
        /**
         * The URL of the resource; absent if it was not created.
         */
        location?: string;
        /**
         * The ETag of the resource after the operation.
         */
        version?: string;
        /**
         * The HTTP status code of the operation.
         */
        status: string;
        response?: ScimError;
    };
    bulkRequest?: {
        /**
         * The `Set-Txn` of the answer.
         */
        transaction: string;
        operations: number;
        failures: number;
    };
} | null;

/**
 * Something that changed.
 */
export type Event = {
    /**
     * The same wherever and however often the event is delivered.
     */
    id: string;
    /**
     * Its place among the events of the organization, without gaps; null for a test event.
     */
    sequence: number | null;
    type: EventType;
    /**
     * When it was changed.
     */
    at: string;
    organizationId: string;
    /**
     * What it is about. Events about the same resource are in the order of the changes.
     */
    resource: {
        /**
         * As `User`, `Group`, `ScimToken`, `AdminKey`, `Organization`, `Webhook`, `Account`, `SignInConnection`, `BulkOperation` or `BulkRequest`.
         */
        type: string;
        id: string;
        externalId: string | null;
        /**
         * The `userName` of a user, the `displayName` of a group, the description of a token.
         */
        name: string | null;
        /**
         * The version that the change made; the last one of what is deleted, plus one.
         */
        version: number | null;
    };
    /**
     * The paths of the attributes that changed; null where everything is new or gone.
     */
    changed: Array<string> | null;
    data: EventData;
    /**
     * The same for all events of one request; the activity and the log of the server have it too.
     */
    requestId: string | null;
};

export type EventPage = {
    items: Array<Event>;
    /**
     * Pass it as `after` to read on, also when nothing was answered.
     */
    nextAfter: number;
    /**
     * The `sequence` of the newest event of the organization; 0 where there is none yet.
     */
    latestSequence: number;
    /**
     * Where `before` was given, pass this as `before` to look farther back; null where there is nothing more.
     */
    nextBefore?: number | null;
};

export type WebhookList = {
    items: Array<Webhook>;
    /**
     * Pass it as `cursor` to read on; null on the last page.
     */
    nextCursor: string | null;
};

export type WebhookRequest = {
    /**
     * An `https` URL that is reachable from the Internet. Others only where the operator allows them. Needed unless tokens are fetched.
     */
    url?: string;
    /**
     * What it is for.
     */
    description?: string;
    /**
     * Which events are sent; all of them, `*`, if absent.
     */
    events?: EventFilter;
    format?: WebhookFormat;
    delivery?: WebhookDelivery;
    payload?: WebhookPayload;
    /**
     * The `aud` of security event tokens. Needed where they are fetched; else the URL if absent.
     */
    audience?: string;
};

/**
 * A webhook with its secret, which is shown only here.
 */
export type CreatedWebhook = WebhookFields & {
    /**
     * `whsec_…`, with which the receiver verifies the signatures (Standard Webhooks); null for security event tokens, which `/.well-known/jwks.json` verifies.
     */
    secret: string | null;
};

export type WebhookUpdate = {
    /**
     * An `https` URL that is reachable from the Internet. Others only where the operator allows them.
     */
    url?: string;
    description?: string;
    events?: EventFilter;
    payload?: WebhookPayload;
    /**
     * The `aud` of security event tokens.
     */
    audience?: string;
    isEnabled?: boolean;
};

export type WebhookSecretRotation = {
    /**
     * How long the old secret signs too, 24 hours if absent; 0 stops it at once.
     */
    overlapHours?: number;
};

/**
 * On its way or waiting for its next try; arrived; or given up after all tries.
 */
export type DeliveryStatus = 'pending' | 'delivered' | 'failed';

export type DeliveryFields = {
    id: string;
    /**
     * The `webhook-id`, or the `jti` of the token.
     */
    eventId: string;
    type: EventType;
    sequence: number | null;
    resource: {
        type: string;
        id: string;
        name: string | null;
    };
    status: DeliveryStatus;
    attemptCount: number;
    /**
     * The status of the last answer; null where there was none.
     */
    lastStatus: number | null;
    /**
     * Why the last try failed, in words.
     */
    lastError: string | null;
    createdAt: string;
    /**
     * When it is tried next, unless an earlier event of the same resource is still under way then.
     */
    nextAttemptAt: string | null;
    deliveredAt: string | null;
};

/**
 * An event on its way to a webhook.
 */
export type Delivery = DeliveryFields;

export type RedeliveryRequest = {
    /**
     * Events of this time or later.
     */
    since: string;
    /**
     * Events of before this time; until now if absent.
     */
    until?: string;
    /**
     * Whether those are sent again that have arrived; not if absent.
     */
    includeDelivered?: boolean;
    /**
     * The `nextCursor` of the answer before, to go on where that ended; `since` and `until` stay as they were.
     */
    cursor?: string;
};

/**
 * RFC 8936 §2.4.
 */
export type PollRequest = {
    /**
     * How many tokens to answer with at most, 100 if absent; 0 only acknowledges.
     */
    maxEvents?: number;
    returnImmediately?: boolean;
    /**
     * The `jti` of each token that was stored.
     */
    ack?: Array<string>;
    /**
     * The `jti` of each token that cannot be taken, and why. It is not answered again.
     */
    setErrs?: {
        [key: string]: {
            err: string;
            description?: string;
        };
    };
};

/**
 * RFC 8936 §2.3.
 */
export type PollResponse = {
    /**
     * The tokens by their `jti`.
     */
    sets: {
        [key: string]: string;
    };
    moreAvailable: boolean;
};

export type DeliveryList = {
    items: Array<Delivery>;
    /**
     * Pass it as `cursor` to read on; null on the last page.
     */
    nextCursor: string | null;
};

export type DeliveryDetail = DeliveryFields & {
    /**
     * Oldest first.
     */
    attempts: Array<{
        number: number;
        at: string;
        durationMs: number;
        url: string | null;
        /**
         * What was sent, without the signature.
         */
        request: {
            headers: {
                [key: string]: string;
            };
            body: string;
        } | null;
        status: number | null;
        /**
         * The beginning of what was answered, 1 KiB at most.
         */
        response: string | null;
        /**
         * Why it failed, in words; null where it arrived.
         */
        error: string | null;
    }>;
};

/**
 * A role of the product.
 */
export type RoleName = string;

export type ProductRole = {
    name: RoleName;
    /**
     * What one may do with it.
     */
    description?: string;
};

export type RoleMappings = {
    /**
     * From the one that may do most to the one that may do least.
     */
    roles: Array<ProductRole>;
    rules: Array<{
        id: string;
        groupId: string | null;
        groupName: string | null;
        /**
         * The groups that the rule is about now, at most ten of them; none while they are not provisioned.
         */
        groups: Array<{
            id: string;
            displayName: string;
        }>;
        roles: Array<RoleName>;
    }>;
    defaultRole: string | null;
    /**
     * 0 before anything was said.
     */
    version: number;
    updatedAt: string | null;
};

export type RoleMappingsRequest = {
    /**
     * The roles that there are, from the one that may do most to the one that may do least. Only the operator changes them; absent, they stay.
     */
    roles?: Array<ProductRole>;
    /**
     * All rules, in their order. A user has every role that some rule gives.
     */
    rules: Array<{
        /**
         * Of a rule that is there already; absent for a new one. A rule that gives the same roles to the same groups as before keeps its id without it.
         */
        id?: string;
        /**
         * The `id` of the group, whatever it is called. Either this or `groupName`.
         */
        groupId?: string;
        /**
         * Every group that has this `displayName`, without regard to case, now or later. Either this or `groupId`.
         */
        groupName?: string;
        roles: Array<RoleName>;
    }>;
    /**
     * The role of every user to whom no rule gives one; null or absent for none.
     */
    defaultRole?: string | null;
};

export type RoleMappingsPreview = {
    /**
     * How many users would have other roles than now.
     */
    affected: number;
    gaining: number;
    losing: number;
    /**
     * The first 100 of them, in the order of their ids.
     */
    users: Array<{
        id: string;
        userName: string;
        displayName: string;
        gains: Array<string>;
        loses: Array<string>;
        after: Array<string>;
    }>;
};

export type RoleAssignmentList = {
    items: Array<{
        user: {
            id: string;
            userName: string;
            displayName: string;
            active: boolean;
        };
        roles: Array<string>;
    }>;
    /**
     * Pass it as `cursor` to read on; null on the last page.
     */
    nextCursor: string | null;
};

export type UserRoles = {
    userId: string;
    /**
     * From the one that may do most to the one that may do least.
     */
    roles: Array<{
        name: string;
        /**
         * Every rule that gives it, through which group; the default role has one without a rule.
         */
        reasons: Array<{
            ruleId: string | null;
            group: {
                id: string;
                displayName: string;
            } | null;
            /**
             * Whether the user is a member of the group itself, rather than of a group within it.
             */
            isDirect: boolean;
            /**
             * Of what group the user is a member that is within the group, at any depth; one of them where there are several, null where `isDirect`.
             */
            through: {
                id: string;
                displayName: string;
            } | null;
        }>;
    }>;
};

export type AccountList = {
    items: Array<Account>;
    /**
     * Pass it as `cursor` to read on; null on the last page.
     */
    nextCursor: string | null;
};

export type SetupTicketRequest = {
    /**
     * The page of the product that will use the ticket, as in `https://app.example.com`; the operator must have allowed it in `ACCOUNT_ALLOWED_ORIGINS`. Absent for Rollcall's own page.
     */
    origin?: string;
};

export type SetupTicket = {
    /**
     * Opens the account of the user once. Shown this once.
     */
    ticket: string;
    /**
     * Where to send the browser of the user. The ticket is in its fragment, which no server and no log sees. Null for a ticket with an `origin`: that page knows best.
     */
    url: string | null;
    expiresAt: string;
};

/**
 * Two public keys (RFC 8037) and whose they are, signed by the key set itself: a JWS in compact form (RFC 7515). Its payload has `format`, `org`, `user`, `kid`, `encryptionKey`, `signingKey`, `createdAt` and `previous`.
 */
export type KeyStatement = string;

/**
 * What others encrypt to a user with, and check signatures of the user with.
 */
export type PublicKeys = {
    userId: string;
    keyId: string;
    /**
     * For people to compare, in groups of digits.
     */
    fingerprint: string;
    statement: KeyStatement;
    /**
     * The same statement signed by the key set before; null for the first one.
     */
    endorsement: KeyStatement | null;
};

export type PublicKeysList = {
    /**
     * One for each of the users who is `ready`, in no order; the others have none.
     */
    items: Array<PublicKeys>;
};

export type SignInConnectionRequest = {
    /**
     * The issuer of the OpenID provider, as in `https://acme.okta.com`; it is asked for its metadata at once.
     */
    issuer: string;
    clientId: string;
    /**
     * Kept sealed and never shown. Absent to keep the one that is there, if issuer and client stay; or for a client without a secret.
     */
    clientSecret?: string;
    /**
     * The claim of the ID token that tells the user; `sub` if absent.
     */
    claim?: string;
    /**
     * The attribute of the user that the claim must be equal to; `externalId` if absent. `email` takes the claim `email`.
     */
    matches?: 'userName' | 'externalId' | 'email';
};

/**
 * A user who is signed in.
 */
export type AccountSession = {
    organization: {
        id: string;
        name: string;
    };
    user: {
        id: string;
        userName: string;
        /**
         * The `userName` where there is no other.
         */
        displayName: string;
    };
    state: AccountState;
    keyId: string | null;
    fingerprint: string | null;
    signedInAt: string;
    /**
     * When it ends however much it is used.
     */
    expiresAt: string;
    /**
     * A bearer token for the page that the ticket was made for, shown this once; null where the session is a cookie.
     */
    token: string | null;
};

export type AccountSessionRequest = {
    ticket: string;
};

/**
 * How the master password becomes a key (RFC 9106). Weaker ones are refused here and by the browser.
 */
export type KeyDerivation = {
    algorithm: 'argon2id';
    /**
     * 16 to 64 random bytes in base64url.
     */
    salt: string;
    memoryKiB: number;
    iterations: number;
    parallelism: number;
};

/**
 * A JWE in compact form (RFC 7516) with `alg` `dir` and `enc` `A256GCM`.
 */
export type Sealed = string;

/**
 * The keys of an account as the browser has sealed them. Nothing in it can be opened without the master password or the recovery code, and neither is ever sent; docs/security/account-keys.md has every format.
 */
export type AccountKeyring = {
    format: 1;
    /**
     * 1 at first, one more with every replacement.
     */
    revision: number;
    derivation: KeyDerivation;
    passwordWrapped: Sealed;
    recoveryWrapped: Sealed;
    /**
     * The key sets, newest first.
     */
    keys: Array<{
        statement: KeyStatement;
        /**
         * The statement signed by the key set before; null for the first one.
         */
        endorsement: KeyStatement | null;
        wrappedEncryptionKey: Sealed;
        wrappedSigningKey: Sealed;
    }>;
};

export type KeyChallenge = {
    nonce: string;
    expiresAt: string;
};

export type KeyringReplacement = {
    reason: 'passwordChanged' | 'recovered' | 'rotated';
    keyring: AccountKeyring;
    /**
     * A JWS (RFC 7515) by the current signing key of the account, which only who can unlock it has. Its payload has `nonce`, `reason`, `org`, `user`, and as `keyring` the SHA-256 of the keyring in its canonical form (RFC 8785), in base64url.
     */
    proof: string;
};

export type JsonWebKeySet = {
    keys: Array<{
        kty: string;
        kid: string;
        alg: string;
        use: string;
        [key: string]: unknown;
    }>;
};

export type HealthStatus = {
    status: 'ok';
};

/**
 * Enterprise User
 */
export type EnterpriseUserRequest = {
    /**
     * Numeric or alphanumeric identifier assigned to a person, typically based on order of hire or association with an organization.
     */
    employeeNumber?: string;
    /**
     * Identifies the name of a cost center.
     */
    costCenter?: string;
    /**
     * Identifies the name of an organization.
     */
    organization?: string;
    /**
     * Identifies the name of a division.
     */
    division?: string;
    /**
     * Identifies the name of a department.
     */
    department?: string;
    /**
     * The User's manager.  A complex type that optionally allows service providers to represent organizational hierarchy by referencing the 'id' attribute of another User.
     */
    manager?: {
        /**
         * The id of the SCIM resource representing the User's manager.  REQUIRED.
         */
        value?: string;
        /**
         * The URI of the SCIM resource representing the User's manager.  REQUIRED.
         */
        $ref?: string;
    };
};

/**
 * User Account
 */
export type UserRequest = {
    schemas: Schemas;
    externalId?: ExternalId;
    /**
     * Unique identifier for the User, typically used by the user to directly authenticate to the service provider. Each User MUST include a non-empty userName value.  This identifier MUST be unique across the service provider's entire set of Users. REQUIRED.
     */
    userName: string;
    /**
     * The components of the user's real name. Providers MAY return just the full name as a single string in the formatted sub-attribute, or they MAY return just the individual component attributes using the other sub-attributes, or they MAY return both.  If both variants are returned, they SHOULD be describing the same name, with the formatted name indicating how the component attributes should be combined.
     */
    name?: {
        /**
         * The full name, including all middle names, titles, and suffixes as appropriate, formatted for display (e.g., 'Ms. Barbara J Jensen, III').
         */
        formatted?: string;
        /**
         * The family name of the User, or last name in most Western languages (e.g., 'Jensen' given the full name 'Ms. Barbara J Jensen, III').
         */
        familyName?: string;
        /**
         * The given name of the User, or first name in most Western languages (e.g., 'Barbara' given the full name 'Ms. Barbara J Jensen, III').
         */
        givenName?: string;
        /**
         * The middle name(s) of the User (e.g., 'Jane' given the full name 'Ms. Barbara J Jensen, III').
         */
        middleName?: string;
        /**
         * The honorific prefix(es) of the User, or title in most Western languages (e.g., 'Ms.' given the full name 'Ms. Barbara J Jensen, III').
         */
        honorificPrefix?: string;
        /**
         * The honorific suffix(es) of the User, or suffix in most Western languages (e.g., 'III' given the full name 'Ms. Barbara J Jensen, III').
         */
        honorificSuffix?: string;
    };
    /**
     * The name of the User, suitable for display to end-users.  The name SHOULD be the full name of the User being described, if known.
     */
    displayName?: string;
    /**
     * The casual way to address the user in real life, e.g., 'Bob' or 'Bobby' instead of 'Robert'.  This attribute SHOULD NOT be used to represent a User's username (e.g., 'bjensen' or 'mpepperidge').
     */
    nickName?: string;
    /**
     * A fully qualified URL pointing to a page representing the User's online profile.
     */
    profileUrl?: string;
    /**
     * The user's title, such as "Vice President."
     */
    title?: string;
    /**
     * Used to identify the relationship between the organization and the user.  Typical values used might be 'Contractor', 'Employee', 'Intern', 'Temp', 'External', and 'Unknown', but any value may be used.
     */
    userType?: string;
    /**
     * Indicates the User's preferred written or spoken language.  Generally used for selecting a localized user interface; e.g., 'en_US' specifies the language English and country US.
     */
    preferredLanguage?: string;
    /**
     * Used to indicate the User's default location for purposes of localizing items such as currency, date time format, or numerical representations.
     */
    locale?: string;
    /**
     * The User's time zone in the 'Olson' time zone database format, e.g., 'America/Los_Angeles'.
     */
    timezone?: string;
    /**
     * A Boolean value indicating the User's administrative status.
     */
    active?: boolean;
    /**
     * The User's cleartext password.  This attribute is intended to be used as a means to specify an initial password when creating a new User or to reset an existing User's password.
     */
    password?: string;
    /**
     * Email addresses for the user.  The value SHOULD be canonicalized by the service provider, e.g., 'bjensen@example.com' instead of 'bjensen@EXAMPLE.COM'. Canonical type values of 'work', 'home', and 'other'.
     */
    emails?: Array<{
        /**
         * Email addresses for the user.  The value SHOULD be canonicalized by the service provider, e.g., 'bjensen@example.com' instead of 'bjensen@EXAMPLE.COM'. Canonical type values of 'work', 'home', and 'other'.
         */
        value?: string;
        /**
         * A human-readable name, primarily used for display purposes.  READ-ONLY.
         */
        display?: string;
        /**
         * A label indicating the attribute's function, e.g., 'work' or 'home'.
         */
        type?: string;
        /**
         * A Boolean value indicating the 'primary' or preferred attribute value for this attribute, e.g., the preferred mailing address or primary email address.  The primary attribute value 'True' MUST appear no more than once.
         */
        primary?: boolean;
    }>;
    /**
     * Phone numbers for the User.  The value SHOULD be canonicalized by the service provider according to the format specified in RFC 3966, e.g., 'tel:+1-201-555-0123'. Canonical type values of 'work', 'home', 'mobile', 'fax', 'pager', and 'other'.
     */
    phoneNumbers?: Array<{
        /**
         * Phone number of the User.
         */
        value?: string;
        /**
         * A human-readable name, primarily used for display purposes.  READ-ONLY.
         */
        display?: string;
        /**
         * A label indicating the attribute's function, e.g., 'work', 'home', 'mobile'.
         */
        type?: string;
        /**
         * A Boolean value indicating the 'primary' or preferred attribute value for this attribute, e.g., the preferred phone number or primary phone number.  The primary attribute value 'True' MUST appear no more than once.
         */
        primary?: boolean;
    }>;
    /**
     * Instant messaging addresses for the User.
     */
    ims?: Array<{
        /**
         * Instant messaging address for the User.
         */
        value?: string;
        /**
         * A human-readable name, primarily used for display purposes.  READ-ONLY.
         */
        display?: string;
        /**
         * A label indicating the attribute's function, e.g., 'aim', 'gtalk', 'xmpp'.
         */
        type?: string;
        /**
         * A Boolean value indicating the 'primary' or preferred attribute value for this attribute, e.g., the preferred messenger or primary messenger.  The primary attribute value 'True' MUST appear no more than once.
         */
        primary?: boolean;
    }>;
    /**
     * URLs of photos of the User.
     */
    photos?: Array<{
        /**
         * URL of a photo of the User.
         */
        value?: string;
        /**
         * A human-readable name, primarily used for display purposes.  READ-ONLY.
         */
        display?: string;
        /**
         * A label indicating the attribute's function, i.e., 'photo' or 'thumbnail'.
         */
        type?: string;
        /**
         * A Boolean value indicating the 'primary' or preferred attribute value for this attribute, e.g., the preferred photo or thumbnail.  The primary attribute value 'True' MUST appear no more than once.
         */
        primary?: boolean;
    }>;
    /**
     * A physical mailing address for this User. Canonical type values of 'work', 'home', and 'other'.  This attribute is a complex type with the following sub-attributes.
     */
    addresses?: Array<{
        /**
         * The full mailing address, formatted for display or use with a mailing label.  This attribute MAY contain newlines.
         */
        formatted?: string;
        /**
         * The full street address component, which may include house number, street name, P.O. box, and multi-line extended street address information.  This attribute MAY contain newlines.
         */
        streetAddress?: string;
        /**
         * The city or locality component.
         */
        locality?: string;
        /**
         * The state or region component.
         */
        region?: string;
        /**
         * The zip code or postal code component.
         */
        postalCode?: string;
        /**
         * The country name component.
         */
        country?: string;
        /**
         * A label indicating the attribute's function, e.g., 'work' or 'home'.
         */
        type?: string;
        /**
         * A Boolean value indicating the 'primary' or preferred attribute value for this attribute.  The primary attribute value 'True' MUST appear no more than once.
         */
        primary?: boolean;
    }>;
    /**
     * A list of entitlements for the User that represent a thing the User has.
     */
    entitlements?: Array<{
        /**
         * The value of an entitlement.
         */
        value?: string;
        /**
         * A human-readable name, primarily used for display purposes.  READ-ONLY.
         */
        display?: string;
        /**
         * A label indicating the attribute's function.
         */
        type?: string;
        /**
         * A Boolean value indicating the 'primary' or preferred attribute value for this attribute.  The primary attribute value 'True' MUST appear no more than once.
         */
        primary?: boolean;
    }>;
    /**
     * A list of roles for the User that collectively represent who the User is, e.g., 'Student', 'Faculty'.
     */
    roles?: Array<{
        /**
         * The value of a role.
         */
        value?: string;
        /**
         * A human-readable name, primarily used for display purposes.  READ-ONLY.
         */
        display?: string;
        /**
         * A label indicating the attribute's function.
         */
        type?: string;
        /**
         * A Boolean value indicating the 'primary' or preferred attribute value for this attribute.  The primary attribute value 'True' MUST appear no more than once.
         */
        primary?: boolean;
    }>;
    /**
     * A list of certificates issued to the User.
     */
    x509Certificates?: Array<{
        /**
         * The value of an X.509 certificate.
         */
        value?: string;
        /**
         * A human-readable name, primarily used for display purposes.  READ-ONLY.
         */
        display?: string;
        /**
         * A label indicating the attribute's function.
         */
        type?: string;
        /**
         * A Boolean value indicating the 'primary' or preferred attribute value for this attribute.  The primary attribute value 'True' MUST appear no more than once.
         */
        primary?: boolean;
    }>;
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'?: EnterpriseUserRequest;
};

/**
 * Group
 */
export type GroupRequest = {
    schemas: Schemas;
    externalId?: ExternalId;
    /**
     * A human-readable name for the Group. REQUIRED.
     */
    displayName: string;
    /**
     * A list of members of the Group.
     */
    members?: Array<{
        /**
         * Identifier of the member of this Group.
         */
        value?: string;
        /**
         * The URI corresponding to a SCIM resource that is a member of this Group.
         */
        $ref?: string;
        /**
         * A label indicating the type of resource, e.g., 'User' or 'Group'.
         */
        type?: string;
        /**
         * A human-readable name for the group member, primarily used for display purposes.
         */
        display?: string;
    }>;
};

/**
 * A SCIM filter (RFC 7644 §3.4.2.2), for example `userName eq "jane@example.com"` or `emails[type eq "work" and value co "@example.com"]`. Every attribute may be filtered on; one that does not exist is an error.
 */
export type Filter = string;

/**
 * The attribute to sort by (RFC 7644 §3.4.2.3). Resources without it come last when ascending, first when descending.
 */
export type SortBy = string;

/**
 * The direction of `sortBy`.
 */
export type SortOrder = 'ascending' | 'descending';

/**
 * The 1-based index of the first result (RFC 7644 §3.4.2.4). Values below 1 mean 1.
 */
export type StartIndex = number;

/**
 * How many results to answer with, 100 if absent and never more than 200. Values below 0 mean 0.
 */
export type Count = number;

/**
 * Where the page begins (RFC 9865 §2): empty for the first page, then the `nextCursor` or `previousCursor` of the page before, with the other parameters unchanged. Not together with `startIndex`. Without it pages are told by `startIndex`.
 */
export type ScimCursor = string;

/**
 * The attributes to answer with, comma-separated (RFC 7644 §3.9). Excludes `excludedAttributes`. Names that do not exist are ignored.
 */
export type Attributes = string;

/**
 * The attributes to leave out, comma-separated (RFC 7644 §3.9). `excludedAttributes=members` answers a group without reading its members.
 */
export type ExcludedAttributes = string;

/**
 * Answer 304 if this is the current version (RFC 7644 §3.14).
 */
export type IfNoneMatch = string;

/**
 * Change the resource only if this is its current version, else answer 412 (RFC 7644 §3.14).
 */
export type IfMatch = string;

/**
 * `return=minimal` asks for an answer without a body, `return=representation` for one with it (RFC 7240 §4.2). Means nothing beside `attributes`.
 */
export type Prefer = string;

/**
 * The `id` of the resource.
 */
export type Id = string;

/**
 * The `nextCursor` of the page before.
 */
export type Cursor = string;

/**
 * How many items to answer with; 50 if absent.
 */
export type Limit = number;

/**
 * Any text that is new for each thing that is wanted, for example a UUID. The same request with the same key and the same credential within 24 hours makes nothing twice: it gets the answer of the first again, with the header `Idempotent-Replayed: true`. Another body with the same key is refused with 422 `idempotencyKeyReused`. A request that failed can be sent again.
 */
export type IdempotencyKey = string;

/**
 * The `id` of the organization.
 */
export type OrganizationId = string;

/**
 * Change it only if this is its current version, as `ETag` has it (`version` in double quotes); else the answer is 412 (RFC 9110 §13.1.1).
 */
export type IfVersion = string;

/**
 * The `id` of the SCIM token.
 */
export type TokenId = string;

/**
 * The `nextCursor` of the page before, with the same filter and the same order.
 */
export type PageCursor = string;

/**
 * The `id` of the webhook.
 */
export type WebhookId = string;

/**
 * The `id` of the user.
 */
export type UserId = string;

export type ListAllResourcesData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * A SCIM filter (RFC 7644 §3.4.2.2), for example `userName eq "jane@example.com"` or `emails[type eq "work" and value co "@example.com"]`. Every attribute may be filtered on; one that does not exist is an error.
         */
        filter?: string;
        /**
         * The attribute to sort by (RFC 7644 §3.4.2.3). Resources without it come last when ascending, first when descending.
         */
        sortBy?: string;
        /**
         * The direction of `sortBy`.
         */
        sortOrder?: 'ascending' | 'descending';
        /**
         * The 1-based index of the first result (RFC 7644 §3.4.2.4). Values below 1 mean 1.
         */
        startIndex?: number;
        /**
         * How many results to answer with, 100 if absent and never more than 200. Values below 0 mean 0.
         */
        count?: number;
        /**
         * Where the page begins (RFC 9865 §2): empty for the first page, then the `nextCursor` or `previousCursor` of the page before, with the other parameters unchanged. Not together with `startIndex`. Without it pages are told by `startIndex`.
         */
        cursor?: string;
        /**
         * The attributes to answer with, comma-separated (RFC 7644 §3.9). Excludes `excludedAttributes`. Names that do not exist are ignored.
         */
        attributes?: string;
        /**
         * The attributes to leave out, comma-separated (RFC 7644 §3.9). `excludedAttributes=members` answers a group without reading its members.
         */
        excludedAttributes?: string;
    };
    url: '/scim/v2';
};

export type ListAllResourcesErrors = {
    /**
     * A SCIM error (RFC 7644 §3.12).
     */
    '4XX': ScimError;
    /**
     * A SCIM error (RFC 7644 §3.12).
     */
    '5XX': ScimError;
};

export type ListAllResourcesError = ListAllResourcesErrors[keyof ListAllResourcesErrors];

export type ListAllResourcesResponses = {
    /**
     * The page of matching resources.
     */
    200: ResourceList;
};

export type ListAllResourcesResponse = ListAllResourcesResponses[keyof ListAllResourcesResponses];

export type SearchAllResourcesData = {
    body: SearchRequest;
    path?: never;
    query?: never;
    url: '/scim/v2/.search';
};

export type SearchAllResourcesErrors = {
    /**
     * A SCIM error (RFC 7644 §3.12).
     */
    '4XX': ScimError;
    /**
     * A SCIM error (RFC 7644 §3.12).
     */
    '5XX': ScimError;
};

export type SearchAllResourcesError = SearchAllResourcesErrors[keyof SearchAllResourcesErrors];

export type SearchAllResourcesResponses = {
    /**
     * The page of matching resources.
     */
    200: ResourceList;
};

export type SearchAllResourcesResponse = SearchAllResourcesResponses[keyof SearchAllResourcesResponses];

export type DeleteMeData = {
    body?: never;
    headers?: {
        /**
         * Change the resource only if this is its current version, else answer 412 (RFC 7644 §3.14).
         */
        'If-Match'?: string;
    };
    path?: never;
    query?: never;
    url: '/scim/v2/Me';
};

export type DeleteMeErrors = {
    /**
     * A SCIM error (RFC 7644 §3.12).
     */
    '4XX': ScimError;
    /**
     * A SCIM error (RFC 7644 §3.12).
     */
    '5XX': ScimError;
};

export type DeleteMeError = DeleteMeErrors[keyof DeleteMeErrors];

export type DeleteMeResponses = {
    /**
     * The user is gone.
     */
    204: void;
};

export type DeleteMeResponse = DeleteMeResponses[keyof DeleteMeResponses];

export type GetMeData = {
    body?: never;
    headers?: {
        /**
         * Answer 304 if this is the current version (RFC 7644 §3.14).
         */
        'If-None-Match'?: string;
    };
    path?: never;
    query?: {
        /**
         * The attributes to answer with, comma-separated (RFC 7644 §3.9). Excludes `excludedAttributes`. Names that do not exist are ignored.
         */
        attributes?: string;
        /**
         * The attributes to leave out, comma-separated (RFC 7644 §3.9). `excludedAttributes=members` answers a group without reading its members.
         */
        excludedAttributes?: string;
    };
    url: '/scim/v2/Me';
};

export type GetMeErrors = {
    /**
     * A SCIM error (RFC 7644 §3.12).
     */
    '4XX': ScimError;
    /**
     * A SCIM error (RFC 7644 §3.12).
     */
    '5XX': ScimError;
};

export type GetMeError = GetMeErrors[keyof GetMeErrors];

export type GetMeResponses = {
    /**
     * The user.
     */
    200: User;
};

export type GetMeResponse = GetMeResponses[keyof GetMeResponses];

export type PatchMeData = {
    body: PatchOp;
    headers?: {
        /**
         * Change the resource only if this is its current version, else answer 412 (RFC 7644 §3.14).
         */
        'If-Match'?: string;
        /**
         * `return=minimal` asks for an answer without a body, `return=representation` for one with it (RFC 7240 §4.2). Means nothing beside `attributes`.
         */
        Prefer?: string;
    };
    path?: never;
    query?: {
        /**
         * The attributes to answer with, comma-separated (RFC 7644 §3.9). Excludes `excludedAttributes`. Names that do not exist are ignored.
         */
        attributes?: string;
        /**
         * The attributes to leave out, comma-separated (RFC 7644 §3.9). `excludedAttributes=members` answers a group without reading its members.
         */
        excludedAttributes?: string;
    };
    url: '/scim/v2/Me';
};

export type PatchMeErrors = {
    /**
     * A SCIM error (RFC 7644 §3.12).
     */
    '4XX': ScimError;
    /**
     * A SCIM error (RFC 7644 §3.12).
     */
    '5XX': ScimError;
};

export type PatchMeError = PatchMeErrors[keyof PatchMeErrors];

export type PatchMeResponses = {
    /**
     * The user.
     */
    200: User;
    /**
     * Done; the client prefers no body, or its profile has none.
     */
    204: void;
};

export type PatchMeResponse = PatchMeResponses[keyof PatchMeResponses];

export type CreateMeData = {
    body: UserRequest;
    headers?: {
        /**
         * `return=minimal` asks for an answer without a body, `return=representation` for one with it (RFC 7240 §4.2). Means nothing beside `attributes`.
         */
        Prefer?: string;
    };
    path?: never;
    query?: {
        /**
         * The attributes to answer with, comma-separated (RFC 7644 §3.9). Excludes `excludedAttributes`. Names that do not exist are ignored.
         */
        attributes?: string;
        /**
         * The attributes to leave out, comma-separated (RFC 7644 §3.9). `excludedAttributes=members` answers a group without reading its members.
         */
        excludedAttributes?: string;
    };
    url: '/scim/v2/Me';
};

export type CreateMeErrors = {
    /**
     * A SCIM error (RFC 7644 §3.12).
     */
    '4XX': ScimError;
    /**
     * A SCIM error (RFC 7644 §3.12).
     */
    '5XX': ScimError;
};

export type CreateMeError = CreateMeErrors[keyof CreateMeErrors];

export type CreateMeResponses = {
    /**
     * The user.
     */
    201: User;
};

export type CreateMeResponse = CreateMeResponses[keyof CreateMeResponses];

export type ReplaceMeData = {
    body: UserRequest;
    headers?: {
        /**
         * Change the resource only if this is its current version, else answer 412 (RFC 7644 §3.14).
         */
        'If-Match'?: string;
        /**
         * `return=minimal` asks for an answer without a body, `return=representation` for one with it (RFC 7240 §4.2). Means nothing beside `attributes`.
         */
        Prefer?: string;
    };
    path?: never;
    query?: {
        /**
         * The attributes to answer with, comma-separated (RFC 7644 §3.9). Excludes `excludedAttributes`. Names that do not exist are ignored.
         */
        attributes?: string;
        /**
         * The attributes to leave out, comma-separated (RFC 7644 §3.9). `excludedAttributes=members` answers a group without reading its members.
         */
        excludedAttributes?: string;
    };
    url: '/scim/v2/Me';
};

export type ReplaceMeErrors = {
    /**
     * A SCIM error (RFC 7644 §3.12).
     */
    '4XX': ScimError;
    /**
     * A SCIM error (RFC 7644 §3.12).
     */
    '5XX': ScimError;
};

export type ReplaceMeError = ReplaceMeErrors[keyof ReplaceMeErrors];

export type ReplaceMeResponses = {
    /**
     * The user.
     */
    200: User;
    /**
     * Done; the client prefers no body, or its profile has none.
     */
    204: void;
};

export type ReplaceMeResponse = ReplaceMeResponses[keyof ReplaceMeResponses];

export type ListUsersData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * A SCIM filter (RFC 7644 §3.4.2.2), for example `userName eq "jane@example.com"` or `emails[type eq "work" and value co "@example.com"]`. Every attribute may be filtered on; one that does not exist is an error.
         */
        filter?: string;
        /**
         * The attribute to sort by (RFC 7644 §3.4.2.3). Resources without it come last when ascending, first when descending.
         */
        sortBy?: string;
        /**
         * The direction of `sortBy`.
         */
        sortOrder?: 'ascending' | 'descending';
        /**
         * The 1-based index of the first result (RFC 7644 §3.4.2.4). Values below 1 mean 1.
         */
        startIndex?: number;
        /**
         * How many results to answer with, 100 if absent and never more than 200. Values below 0 mean 0.
         */
        count?: number;
        /**
         * Where the page begins (RFC 9865 §2): empty for the first page, then the `nextCursor` or `previousCursor` of the page before, with the other parameters unchanged. Not together with `startIndex`. Without it pages are told by `startIndex`.
         */
        cursor?: string;
        /**
         * The attributes to answer with, comma-separated (RFC 7644 §3.9). Excludes `excludedAttributes`. Names that do not exist are ignored.
         */
        attributes?: string;
        /**
         * The attributes to leave out, comma-separated (RFC 7644 §3.9). `excludedAttributes=members` answers a group without reading its members.
         */
        excludedAttributes?: string;
    };
    url: '/scim/v2/Users';
};

export type ListUsersErrors = {
    /**
     * A SCIM error (RFC 7644 §3.12).
     */
    '4XX': ScimError;
    /**
     * A SCIM error (RFC 7644 §3.12).
     */
    '5XX': ScimError;
};

export type ListUsersError = ListUsersErrors[keyof ListUsersErrors];

export type ListUsersResponses = {
    /**
     * The page of matching users.
     */
    200: UserList;
};

export type ListUsersResponse = ListUsersResponses[keyof ListUsersResponses];

export type CreateUserData = {
    body: UserRequest;
    headers?: {
        /**
         * `return=minimal` asks for an answer without a body, `return=representation` for one with it (RFC 7240 §4.2). Means nothing beside `attributes`.
         */
        Prefer?: string;
    };
    path?: never;
    query?: {
        /**
         * The attributes to answer with, comma-separated (RFC 7644 §3.9). Excludes `excludedAttributes`. Names that do not exist are ignored.
         */
        attributes?: string;
        /**
         * The attributes to leave out, comma-separated (RFC 7644 §3.9). `excludedAttributes=members` answers a group without reading its members.
         */
        excludedAttributes?: string;
    };
    url: '/scim/v2/Users';
};

export type CreateUserErrors = {
    /**
     * A SCIM error (RFC 7644 §3.12).
     */
    '4XX': ScimError;
    /**
     * A SCIM error (RFC 7644 §3.12).
     */
    '5XX': ScimError;
};

export type CreateUserError = CreateUserErrors[keyof CreateUserErrors];

export type CreateUserResponses = {
    /**
     * The user as it was stored; nothing with `Prefer` `return=minimal`.
     */
    201: User;
};

export type CreateUserResponse = CreateUserResponses[keyof CreateUserResponses];

export type SearchUsersData = {
    body: SearchRequest;
    path?: never;
    query?: never;
    url: '/scim/v2/Users/.search';
};

export type SearchUsersErrors = {
    /**
     * A SCIM error (RFC 7644 §3.12).
     */
    '4XX': ScimError;
    /**
     * A SCIM error (RFC 7644 §3.12).
     */
    '5XX': ScimError;
};

export type SearchUsersError = SearchUsersErrors[keyof SearchUsersErrors];

export type SearchUsersResponses = {
    /**
     * The page of matching users.
     */
    200: UserList;
};

export type SearchUsersResponse = SearchUsersResponses[keyof SearchUsersResponses];

export type DeleteUserData = {
    body?: never;
    headers?: {
        /**
         * Change the resource only if this is its current version, else answer 412 (RFC 7644 §3.14).
         */
        'If-Match'?: string;
    };
    path: {
        /**
         * The `id` of the resource.
         */
        id: string;
    };
    query?: never;
    url: '/scim/v2/Users/{id}';
};

export type DeleteUserErrors = {
    /**
     * A SCIM error (RFC 7644 §3.12).
     */
    '4XX': ScimError;
    /**
     * A SCIM error (RFC 7644 §3.12).
     */
    '5XX': ScimError;
};

export type DeleteUserError = DeleteUserErrors[keyof DeleteUserErrors];

export type DeleteUserResponses = {
    /**
     * The user is gone.
     */
    204: void;
};

export type DeleteUserResponse = DeleteUserResponses[keyof DeleteUserResponses];

export type GetUserData = {
    body?: never;
    headers?: {
        /**
         * Answer 304 if this is the current version (RFC 7644 §3.14).
         */
        'If-None-Match'?: string;
    };
    path: {
        /**
         * The `id` of the resource.
         */
        id: string;
    };
    query?: {
        /**
         * The attributes to answer with, comma-separated (RFC 7644 §3.9). Excludes `excludedAttributes`. Names that do not exist are ignored.
         */
        attributes?: string;
        /**
         * The attributes to leave out, comma-separated (RFC 7644 §3.9). `excludedAttributes=members` answers a group without reading its members.
         */
        excludedAttributes?: string;
    };
    url: '/scim/v2/Users/{id}';
};

export type GetUserErrors = {
    /**
     * A SCIM error (RFC 7644 §3.12).
     */
    '4XX': ScimError;
    /**
     * A SCIM error (RFC 7644 §3.12).
     */
    '5XX': ScimError;
};

export type GetUserError = GetUserErrors[keyof GetUserErrors];

export type GetUserResponses = {
    /**
     * The user.
     */
    200: User;
};

export type GetUserResponse = GetUserResponses[keyof GetUserResponses];

export type PatchUserData = {
    body: PatchOp;
    headers?: {
        /**
         * Change the resource only if this is its current version, else answer 412 (RFC 7644 §3.14).
         */
        'If-Match'?: string;
        /**
         * `return=minimal` asks for an answer without a body, `return=representation` for one with it (RFC 7240 §4.2). Means nothing beside `attributes`.
         */
        Prefer?: string;
    };
    path: {
        /**
         * The `id` of the resource.
         */
        id: string;
    };
    query?: {
        /**
         * The attributes to answer with, comma-separated (RFC 7644 §3.9). Excludes `excludedAttributes`. Names that do not exist are ignored.
         */
        attributes?: string;
        /**
         * The attributes to leave out, comma-separated (RFC 7644 §3.9). `excludedAttributes=members` answers a group without reading its members.
         */
        excludedAttributes?: string;
    };
    url: '/scim/v2/Users/{id}';
};

export type PatchUserErrors = {
    /**
     * A SCIM error (RFC 7644 §3.12).
     */
    '4XX': ScimError;
    /**
     * A SCIM error (RFC 7644 §3.12).
     */
    '5XX': ScimError;
};

export type PatchUserError = PatchUserErrors[keyof PatchUserErrors];

export type PatchUserResponses = {
    /**
     * The user.
     */
    200: User;
    /**
     * Done; the client prefers no body, or its profile has none.
     */
    204: void;
};

export type PatchUserResponse = PatchUserResponses[keyof PatchUserResponses];

export type ReplaceUserData = {
    body: UserRequest;
    headers?: {
        /**
         * Change the resource only if this is its current version, else answer 412 (RFC 7644 §3.14).
         */
        'If-Match'?: string;
        /**
         * `return=minimal` asks for an answer without a body, `return=representation` for one with it (RFC 7240 §4.2). Means nothing beside `attributes`.
         */
        Prefer?: string;
    };
    path: {
        /**
         * The `id` of the resource.
         */
        id: string;
    };
    query?: {
        /**
         * The attributes to answer with, comma-separated (RFC 7644 §3.9). Excludes `excludedAttributes`. Names that do not exist are ignored.
         */
        attributes?: string;
        /**
         * The attributes to leave out, comma-separated (RFC 7644 §3.9). `excludedAttributes=members` answers a group without reading its members.
         */
        excludedAttributes?: string;
    };
    url: '/scim/v2/Users/{id}';
};

export type ReplaceUserErrors = {
    /**
     * A SCIM error (RFC 7644 §3.12).
     */
    '4XX': ScimError;
    /**
     * A SCIM error (RFC 7644 §3.12).
     */
    '5XX': ScimError;
};

export type ReplaceUserError = ReplaceUserErrors[keyof ReplaceUserErrors];

export type ReplaceUserResponses = {
    /**
     * The user.
     */
    200: User;
    /**
     * Done; the client prefers no body, or its profile has none.
     */
    204: void;
};

export type ReplaceUserResponse = ReplaceUserResponses[keyof ReplaceUserResponses];

export type ListGroupsData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * A SCIM filter (RFC 7644 §3.4.2.2), for example `userName eq "jane@example.com"` or `emails[type eq "work" and value co "@example.com"]`. Every attribute may be filtered on; one that does not exist is an error.
         */
        filter?: string;
        /**
         * The attribute to sort by (RFC 7644 §3.4.2.3). Resources without it come last when ascending, first when descending.
         */
        sortBy?: string;
        /**
         * The direction of `sortBy`.
         */
        sortOrder?: 'ascending' | 'descending';
        /**
         * The 1-based index of the first result (RFC 7644 §3.4.2.4). Values below 1 mean 1.
         */
        startIndex?: number;
        /**
         * How many results to answer with, 100 if absent and never more than 200. Values below 0 mean 0.
         */
        count?: number;
        /**
         * Where the page begins (RFC 9865 §2): empty for the first page, then the `nextCursor` or `previousCursor` of the page before, with the other parameters unchanged. Not together with `startIndex`. Without it pages are told by `startIndex`.
         */
        cursor?: string;
        /**
         * The attributes to answer with, comma-separated (RFC 7644 §3.9). Excludes `excludedAttributes`. Names that do not exist are ignored.
         */
        attributes?: string;
        /**
         * The attributes to leave out, comma-separated (RFC 7644 §3.9). `excludedAttributes=members` answers a group without reading its members.
         */
        excludedAttributes?: string;
    };
    url: '/scim/v2/Groups';
};

export type ListGroupsErrors = {
    /**
     * A SCIM error (RFC 7644 §3.12).
     */
    '4XX': ScimError;
    /**
     * A SCIM error (RFC 7644 §3.12).
     */
    '5XX': ScimError;
};

export type ListGroupsError = ListGroupsErrors[keyof ListGroupsErrors];

export type ListGroupsResponses = {
    /**
     * The page of matching groups.
     */
    200: GroupList;
};

export type ListGroupsResponse = ListGroupsResponses[keyof ListGroupsResponses];

export type CreateGroupData = {
    body: GroupRequest;
    headers?: {
        /**
         * `return=minimal` asks for an answer without a body, `return=representation` for one with it (RFC 7240 §4.2). Means nothing beside `attributes`.
         */
        Prefer?: string;
    };
    path?: never;
    query?: {
        /**
         * The attributes to answer with, comma-separated (RFC 7644 §3.9). Excludes `excludedAttributes`. Names that do not exist are ignored.
         */
        attributes?: string;
        /**
         * The attributes to leave out, comma-separated (RFC 7644 §3.9). `excludedAttributes=members` answers a group without reading its members.
         */
        excludedAttributes?: string;
    };
    url: '/scim/v2/Groups';
};

export type CreateGroupErrors = {
    /**
     * A SCIM error (RFC 7644 §3.12).
     */
    '4XX': ScimError;
    /**
     * A SCIM error (RFC 7644 §3.12).
     */
    '5XX': ScimError;
};

export type CreateGroupError = CreateGroupErrors[keyof CreateGroupErrors];

export type CreateGroupResponses = {
    /**
     * The group as it was stored; nothing with `Prefer` `return=minimal`.
     */
    201: Group;
};

export type CreateGroupResponse = CreateGroupResponses[keyof CreateGroupResponses];

export type SearchGroupsData = {
    body: SearchRequest;
    path?: never;
    query?: never;
    url: '/scim/v2/Groups/.search';
};

export type SearchGroupsErrors = {
    /**
     * A SCIM error (RFC 7644 §3.12).
     */
    '4XX': ScimError;
    /**
     * A SCIM error (RFC 7644 §3.12).
     */
    '5XX': ScimError;
};

export type SearchGroupsError = SearchGroupsErrors[keyof SearchGroupsErrors];

export type SearchGroupsResponses = {
    /**
     * The page of matching groups.
     */
    200: GroupList;
};

export type SearchGroupsResponse = SearchGroupsResponses[keyof SearchGroupsResponses];

export type DeleteGroupData = {
    body?: never;
    headers?: {
        /**
         * Change the resource only if this is its current version, else answer 412 (RFC 7644 §3.14).
         */
        'If-Match'?: string;
    };
    path: {
        /**
         * The `id` of the resource.
         */
        id: string;
    };
    query?: never;
    url: '/scim/v2/Groups/{id}';
};

export type DeleteGroupErrors = {
    /**
     * A SCIM error (RFC 7644 §3.12).
     */
    '4XX': ScimError;
    /**
     * A SCIM error (RFC 7644 §3.12).
     */
    '5XX': ScimError;
};

export type DeleteGroupError = DeleteGroupErrors[keyof DeleteGroupErrors];

export type DeleteGroupResponses = {
    /**
     * The group is gone.
     */
    204: void;
};

export type DeleteGroupResponse = DeleteGroupResponses[keyof DeleteGroupResponses];

export type GetGroupData = {
    body?: never;
    headers?: {
        /**
         * Answer 304 if this is the current version (RFC 7644 §3.14).
         */
        'If-None-Match'?: string;
    };
    path: {
        /**
         * The `id` of the resource.
         */
        id: string;
    };
    query?: {
        /**
         * The attributes to answer with, comma-separated (RFC 7644 §3.9). Excludes `excludedAttributes`. Names that do not exist are ignored.
         */
        attributes?: string;
        /**
         * The attributes to leave out, comma-separated (RFC 7644 §3.9). `excludedAttributes=members` answers a group without reading its members.
         */
        excludedAttributes?: string;
    };
    url: '/scim/v2/Groups/{id}';
};

export type GetGroupErrors = {
    /**
     * A SCIM error (RFC 7644 §3.12).
     */
    '4XX': ScimError;
    /**
     * A SCIM error (RFC 7644 §3.12).
     */
    '5XX': ScimError;
};

export type GetGroupError = GetGroupErrors[keyof GetGroupErrors];

export type GetGroupResponses = {
    /**
     * The group.
     */
    200: Group;
};

export type GetGroupResponse = GetGroupResponses[keyof GetGroupResponses];

export type PatchGroupData = {
    body: PatchOp;
    headers?: {
        /**
         * Change the resource only if this is its current version, else answer 412 (RFC 7644 §3.14).
         */
        'If-Match'?: string;
        /**
         * `return=minimal` asks for an answer without a body, `return=representation` for one with it (RFC 7240 §4.2). Means nothing beside `attributes`.
         */
        Prefer?: string;
    };
    path: {
        /**
         * The `id` of the resource.
         */
        id: string;
    };
    query?: {
        /**
         * The attributes to answer with, comma-separated (RFC 7644 §3.9). Excludes `excludedAttributes`. Names that do not exist are ignored.
         */
        attributes?: string;
        /**
         * The attributes to leave out, comma-separated (RFC 7644 §3.9). `excludedAttributes=members` answers a group without reading its members.
         */
        excludedAttributes?: string;
    };
    url: '/scim/v2/Groups/{id}';
};

export type PatchGroupErrors = {
    /**
     * A SCIM error (RFC 7644 §3.12).
     */
    '4XX': ScimError;
    /**
     * A SCIM error (RFC 7644 §3.12).
     */
    '5XX': ScimError;
};

export type PatchGroupError = PatchGroupErrors[keyof PatchGroupErrors];

export type PatchGroupResponses = {
    /**
     * The group.
     */
    200: Group;
    /**
     * Done; the client prefers no body, or its profile has none.
     */
    204: void;
};

export type PatchGroupResponse = PatchGroupResponses[keyof PatchGroupResponses];

export type ReplaceGroupData = {
    body: GroupRequest;
    headers?: {
        /**
         * Change the resource only if this is its current version, else answer 412 (RFC 7644 §3.14).
         */
        'If-Match'?: string;
        /**
         * `return=minimal` asks for an answer without a body, `return=representation` for one with it (RFC 7240 §4.2). Means nothing beside `attributes`.
         */
        Prefer?: string;
    };
    path: {
        /**
         * The `id` of the resource.
         */
        id: string;
    };
    query?: {
        /**
         * The attributes to answer with, comma-separated (RFC 7644 §3.9). Excludes `excludedAttributes`. Names that do not exist are ignored.
         */
        attributes?: string;
        /**
         * The attributes to leave out, comma-separated (RFC 7644 §3.9). `excludedAttributes=members` answers a group without reading its members.
         */
        excludedAttributes?: string;
    };
    url: '/scim/v2/Groups/{id}';
};

export type ReplaceGroupErrors = {
    /**
     * A SCIM error (RFC 7644 §3.12).
     */
    '4XX': ScimError;
    /**
     * A SCIM error (RFC 7644 §3.12).
     */
    '5XX': ScimError;
};

export type ReplaceGroupError = ReplaceGroupErrors[keyof ReplaceGroupErrors];

export type ReplaceGroupResponses = {
    /**
     * The group.
     */
    200: Group;
    /**
     * Done; the client prefers no body, or its profile has none.
     */
    204: void;
};

export type ReplaceGroupResponse = ReplaceGroupResponses[keyof ReplaceGroupResponses];

export type BulkData = {
    body: BulkRequest;
    headers?: {
        /**
         * `respond-async` asks for an answer at once, 202 with `Location` and `Set-Txn`, while the operations are done after it, whatever happens to the server (RFC 9967 §2.5.1). `respond-async, wait=10` waits that many seconds for them first.
         */
        Prefer?: string;
    };
    path?: never;
    query?: never;
    url: '/scim/v2/Bulk';
};

export type BulkErrors = {
    /**
     * A SCIM error (RFC 7644 §3.12).
     */
    '4XX': ScimError;
    /**
     * A SCIM error (RFC 7644 §3.12).
     */
    '5XX': ScimError;
};

export type BulkError = BulkErrors[keyof BulkErrors];

export type BulkResponses = {
    /**
     * How each operation went. 200 says nothing about that.
     */
    200: BulkResponse;
    /**
     * They will be done; ask the `Location`, or wait for the event.
     */
    202: unknown;
};

export type BulkResponse2 = BulkResponses[keyof BulkResponses];

export type GetBulkResultData = {
    body?: never;
    path: {
        /**
         * The `Set-Txn` of the answer.
         */
        transaction: string;
    };
    query?: never;
    url: '/scim/v2/Bulk/{transaction}';
};

export type GetBulkResultErrors = {
    /**
     * A SCIM error (RFC 7644 §3.12).
     */
    '4XX': ScimError;
    /**
     * A SCIM error (RFC 7644 §3.12).
     */
    '5XX': ScimError;
};

export type GetBulkResultError = GetBulkResultErrors[keyof GetBulkResultErrors];

export type GetBulkResultResponses = {
    /**
     * All is done; how each operation went.
     */
    200: BulkResponse;
    /**
     * Not yet; ask again after the seconds of `Retry-After`.
     */
    202: unknown;
};

export type GetBulkResultResponse = GetBulkResultResponses[keyof GetBulkResultResponses];

export type GetServiceProviderConfigData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * The attributes to answer with, comma-separated (RFC 7644 §3.9). Excludes `excludedAttributes`. Names that do not exist are ignored.
         */
        attributes?: string;
        /**
         * The attributes to leave out, comma-separated (RFC 7644 §3.9). `excludedAttributes=members` answers a group without reading its members.
         */
        excludedAttributes?: string;
    };
    url: '/scim/v2/ServiceProviderConfig';
};

export type GetServiceProviderConfigErrors = {
    /**
     * A SCIM error (RFC 7644 §3.12).
     */
    '4XX': ScimError;
    /**
     * A SCIM error (RFC 7644 §3.12).
     */
    '5XX': ScimError;
};

export type GetServiceProviderConfigError = GetServiceProviderConfigErrors[keyof GetServiceProviderConfigErrors];

export type GetServiceProviderConfigResponses = {
    /**
     * The configuration.
     */
    200: ServiceProviderConfig;
};

export type GetServiceProviderConfigResponse = GetServiceProviderConfigResponses[keyof GetServiceProviderConfigResponses];

export type ListResourceTypesData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * A SCIM filter (RFC 7644 §3.4.2.2), for example `userName eq "jane@example.com"` or `emails[type eq "work" and value co "@example.com"]`. Every attribute may be filtered on; one that does not exist is an error.
         */
        filter?: string;
        /**
         * The attributes to answer with, comma-separated (RFC 7644 §3.9). Excludes `excludedAttributes`. Names that do not exist are ignored.
         */
        attributes?: string;
        /**
         * The attributes to leave out, comma-separated (RFC 7644 §3.9). `excludedAttributes=members` answers a group without reading its members.
         */
        excludedAttributes?: string;
    };
    url: '/scim/v2/ResourceTypes';
};

export type ListResourceTypesErrors = {
    /**
     * A SCIM error (RFC 7644 §3.12).
     */
    '4XX': ScimError;
    /**
     * A SCIM error (RFC 7644 §3.12).
     */
    '5XX': ScimError;
};

export type ListResourceTypesError = ListResourceTypesErrors[keyof ListResourceTypesErrors];

export type ListResourceTypesResponses = {
    /**
     * All resource types.
     */
    200: ResourceTypeList;
};

export type ListResourceTypesResponse = ListResourceTypesResponses[keyof ListResourceTypesResponses];

export type GetResourceTypeData = {
    body?: never;
    path: {
        /**
         * The name of the resource type, for example `User`.
         */
        name: string;
    };
    query?: {
        /**
         * The attributes to answer with, comma-separated (RFC 7644 §3.9). Excludes `excludedAttributes`. Names that do not exist are ignored.
         */
        attributes?: string;
        /**
         * The attributes to leave out, comma-separated (RFC 7644 §3.9). `excludedAttributes=members` answers a group without reading its members.
         */
        excludedAttributes?: string;
    };
    url: '/scim/v2/ResourceTypes/{name}';
};

export type GetResourceTypeErrors = {
    /**
     * A SCIM error (RFC 7644 §3.12).
     */
    '4XX': ScimError;
    /**
     * A SCIM error (RFC 7644 §3.12).
     */
    '5XX': ScimError;
};

export type GetResourceTypeError = GetResourceTypeErrors[keyof GetResourceTypeErrors];

export type GetResourceTypeResponses = {
    /**
     * The resource type.
     */
    200: ResourceType;
};

export type GetResourceTypeResponse = GetResourceTypeResponses[keyof GetResourceTypeResponses];

export type ListSchemasData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * A SCIM filter (RFC 7644 §3.4.2.2), for example `userName eq "jane@example.com"` or `emails[type eq "work" and value co "@example.com"]`. Every attribute may be filtered on; one that does not exist is an error.
         */
        filter?: string;
        /**
         * The attributes to answer with, comma-separated (RFC 7644 §3.9). Excludes `excludedAttributes`. Names that do not exist are ignored.
         */
        attributes?: string;
        /**
         * The attributes to leave out, comma-separated (RFC 7644 §3.9). `excludedAttributes=members` answers a group without reading its members.
         */
        excludedAttributes?: string;
    };
    url: '/scim/v2/Schemas';
};

export type ListSchemasErrors = {
    /**
     * A SCIM error (RFC 7644 §3.12).
     */
    '4XX': ScimError;
    /**
     * A SCIM error (RFC 7644 §3.12).
     */
    '5XX': ScimError;
};

export type ListSchemasError = ListSchemasErrors[keyof ListSchemasErrors];

export type ListSchemasResponses = {
    /**
     * All schemas.
     */
    200: SchemaList;
};

export type ListSchemasResponse = ListSchemasResponses[keyof ListSchemasResponses];

export type GetSchemaData = {
    body?: never;
    path: {
        /**
         * The URN of the schema, in any letter case.
         */
        urn: string;
    };
    query?: {
        /**
         * The attributes to answer with, comma-separated (RFC 7644 §3.9). Excludes `excludedAttributes`. Names that do not exist are ignored.
         */
        attributes?: string;
        /**
         * The attributes to leave out, comma-separated (RFC 7644 §3.9). `excludedAttributes=members` answers a group without reading its members.
         */
        excludedAttributes?: string;
    };
    url: '/scim/v2/Schemas/{urn}';
};

export type GetSchemaErrors = {
    /**
     * A SCIM error (RFC 7644 §3.12).
     */
    '4XX': ScimError;
    /**
     * A SCIM error (RFC 7644 §3.12).
     */
    '5XX': ScimError;
};

export type GetSchemaError = GetSchemaErrors[keyof GetSchemaErrors];

export type GetSchemaResponses = {
    /**
     * The schema.
     */
    200: Schema;
};

export type GetSchemaResponse = GetSchemaResponses[keyof GetSchemaResponses];

export type DeleteSessionData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/api/v1/session';
};

export type DeleteSessionErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type DeleteSessionError = DeleteSessionErrors[keyof DeleteSessionErrors];

export type DeleteSessionResponses = {
    /**
     * There is no session any more.
     */
    204: void;
};

export type DeleteSessionResponse = DeleteSessionResponses[keyof DeleteSessionResponses];

export type GetSessionData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/api/v1/session';
};

export type GetSessionErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type GetSessionError = GetSessionErrors[keyof GetSessionErrors];

export type GetSessionResponses = {
    /**
     * The credential.
     */
    200: Session;
};

export type GetSessionResponse = GetSessionResponses[keyof GetSessionResponses];

export type CreateSessionData = {
    body: SessionRequest;
    path?: never;
    query?: never;
    url: '/api/v1/session';
};

export type CreateSessionErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type CreateSessionError = CreateSessionErrors[keyof CreateSessionErrors];

export type CreateSessionResponses = {
    /**
     * The credential.
     */
    201: Session;
};

export type CreateSessionResponse = CreateSessionResponses[keyof CreateSessionResponses];

export type ListOrganizationsData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * Only the organization with this slug.
         */
        slug?: string;
        /**
         * Only the organization with this `externalId`.
         */
        externalId?: string;
        /**
         * Only organizations whose name, slug or `externalId` has this text in it; the letter case of A to Z does not matter.
         */
        search?: string;
        /**
         * The `nextCursor` of the page before.
         */
        cursor?: string;
        /**
         * How many items to answer with; 50 if absent.
         */
        limit?: number;
    };
    url: '/api/v1/organizations';
};

export type ListOrganizationsErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type ListOrganizationsError = ListOrganizationsErrors[keyof ListOrganizationsErrors];

export type ListOrganizationsResponses = {
    /**
     * The page of organizations.
     */
    200: OrganizationList;
};

export type ListOrganizationsResponse = ListOrganizationsResponses[keyof ListOrganizationsResponses];

export type CreateOrganizationData = {
    body: OrganizationRequest;
    headers?: {
        /**
         * Any text that is new for each thing that is wanted, for example a UUID. The same request with the same key and the same credential within 24 hours makes nothing twice: it gets the answer of the first again, with the header `Idempotent-Replayed: true`. Another body with the same key is refused with 422 `idempotencyKeyReused`. A request that failed can be sent again.
         */
        'Idempotency-Key'?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/organizations';
};

export type CreateOrganizationErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type CreateOrganizationError = CreateOrganizationErrors[keyof CreateOrganizationErrors];

export type CreateOrganizationResponses = {
    /**
     * The organization.
     */
    201: Organization;
};

export type CreateOrganizationResponse = CreateOrganizationResponses[keyof CreateOrganizationResponses];

export type DeleteOrganizationData = {
    body?: never;
    headers?: {
        /**
         * Change it only if this is its current version, as `ETag` has it (`version` in double quotes); else the answer is 412 (RFC 9110 §13.1.1).
         */
        'If-Match'?: string;
    };
    path: {
        /**
         * The `id` of the organization.
         */
        organizationId: string;
    };
    query?: never;
    url: '/api/v1/organizations/{organizationId}';
};

export type DeleteOrganizationErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type DeleteOrganizationError = DeleteOrganizationErrors[keyof DeleteOrganizationErrors];

export type DeleteOrganizationResponses = {
    /**
     * The organization is gone.
     */
    204: void;
};

export type DeleteOrganizationResponse = DeleteOrganizationResponses[keyof DeleteOrganizationResponses];

export type GetOrganizationData = {
    body?: never;
    path: {
        /**
         * The `id` of the organization.
         */
        organizationId: string;
    };
    query?: never;
    url: '/api/v1/organizations/{organizationId}';
};

export type GetOrganizationErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type GetOrganizationError = GetOrganizationErrors[keyof GetOrganizationErrors];

export type GetOrganizationResponses = {
    /**
     * The organization.
     */
    200: Organization;
};

export type GetOrganizationResponse = GetOrganizationResponses[keyof GetOrganizationResponses];

export type UpdateOrganizationData = {
    body: OrganizationUpdate;
    headers?: {
        /**
         * Change it only if this is its current version, as `ETag` has it (`version` in double quotes); else the answer is 412 (RFC 9110 §13.1.1).
         */
        'If-Match'?: string;
    };
    path: {
        /**
         * The `id` of the organization.
         */
        organizationId: string;
    };
    query?: never;
    url: '/api/v1/organizations/{organizationId}';
};

export type UpdateOrganizationErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type UpdateOrganizationError = UpdateOrganizationErrors[keyof UpdateOrganizationErrors];

export type UpdateOrganizationResponses = {
    /**
     * The organization.
     */
    200: Organization;
};

export type UpdateOrganizationResponse = UpdateOrganizationResponses[keyof UpdateOrganizationResponses];

export type SetEntitlementsData = {
    body: Entitlements;
    headers?: {
        /**
         * Change it only if this is its current version, as `ETag` has it (`version` in double quotes); else the answer is 412 (RFC 9110 §13.1.1).
         */
        'If-Match'?: string;
    };
    path: {
        /**
         * The `id` of the organization.
         */
        organizationId: string;
    };
    query?: never;
    url: '/api/v1/organizations/{organizationId}/entitlements';
};

export type SetEntitlementsErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type SetEntitlementsError = SetEntitlementsErrors[keyof SetEntitlementsErrors];

export type SetEntitlementsResponses = {
    /**
     * The entitlements, and the new version of the organization.
     */
    200: Entitlements;
};

export type SetEntitlementsResponse = SetEntitlementsResponses[keyof SetEntitlementsResponses];

export type SetProvisioningData = {
    body: ProvisioningRequest;
    headers?: {
        /**
         * Change it only if this is its current version, as `ETag` has it (`version` in double quotes); else the answer is 412 (RFC 9110 §13.1.1).
         */
        'If-Match'?: string;
    };
    path: {
        /**
         * The `id` of the organization.
         */
        organizationId: string;
    };
    query?: never;
    url: '/api/v1/organizations/{organizationId}/provisioning';
};

export type SetProvisioningErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type SetProvisioningError = SetProvisioningErrors[keyof SetProvisioningErrors];

export type SetProvisioningResponses = {
    /**
     * The state of provisioning, and the new version of the organization.
     */
    200: Provisioning;
};

export type SetProvisioningResponse = SetProvisioningResponses[keyof SetProvisioningResponses];

export type GetConnectionData = {
    body?: never;
    path: {
        /**
         * The `id` of the organization.
         */
        organizationId: string;
    };
    query?: {
        /**
         * Only what arrived from then on; everything that is kept if absent.
         */
        since?: string;
        /**
         * Only what this SCIM token has asked for.
         */
        tokenId?: string;
    };
    url: '/api/v1/organizations/{organizationId}/provisioning/connection';
};

export type GetConnectionErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type GetConnectionError = GetConnectionErrors[keyof GetConnectionErrors];

export type GetConnectionResponses = {
    /**
     * How far the identity provider has come.
     */
    200: Connection;
};

export type GetConnectionResponse = GetConnectionResponses[keyof GetConnectionResponses];

export type ListScimTokensData = {
    body?: never;
    path: {
        /**
         * The `id` of the organization.
         */
        organizationId: string;
    };
    query?: {
        /**
         * The `nextCursor` of the page before.
         */
        cursor?: string;
        /**
         * How many items to answer with; 50 if absent.
         */
        limit?: number;
    };
    url: '/api/v1/organizations/{organizationId}/scim-tokens';
};

export type ListScimTokensErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type ListScimTokensError = ListScimTokensErrors[keyof ListScimTokensErrors];

export type ListScimTokensResponses = {
    /**
     * The page of tokens.
     */
    200: ScimTokenList;
};

export type ListScimTokensResponse = ListScimTokensResponses[keyof ListScimTokensResponses];

export type CreateScimTokenData = {
    body: ScimTokenRequest;
    headers?: {
        /**
         * Any text that is new for each thing that is wanted, for example a UUID. The same request with the same key and the same credential within 24 hours makes nothing twice: it gets the answer of the first again, with the header `Idempotent-Replayed: true`. Another body with the same key is refused with 422 `idempotencyKeyReused`. A request that failed can be sent again.
         */
        'Idempotency-Key'?: string;
    };
    path: {
        /**
         * The `id` of the organization.
         */
        organizationId: string;
    };
    query?: never;
    url: '/api/v1/organizations/{organizationId}/scim-tokens';
};

export type CreateScimTokenErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type CreateScimTokenError = CreateScimTokenErrors[keyof CreateScimTokenErrors];

export type CreateScimTokenResponses = {
    /**
     * The new token.
     */
    201: CreatedScimToken;
};

export type CreateScimTokenResponse = CreateScimTokenResponses[keyof CreateScimTokenResponses];

export type RevokeScimTokenData = {
    body?: never;
    headers?: {
        /**
         * Change it only if this is its current version, as `ETag` has it (`version` in double quotes); else the answer is 412 (RFC 9110 §13.1.1).
         */
        'If-Match'?: string;
    };
    path: {
        /**
         * The `id` of the organization.
         */
        organizationId: string;
        /**
         * The `id` of the SCIM token.
         */
        tokenId: string;
    };
    query?: never;
    url: '/api/v1/organizations/{organizationId}/scim-tokens/{tokenId}';
};

export type RevokeScimTokenErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type RevokeScimTokenError = RevokeScimTokenErrors[keyof RevokeScimTokenErrors];

export type RevokeScimTokenResponses = {
    /**
     * The token no longer works.
     */
    204: void;
};

export type RevokeScimTokenResponse = RevokeScimTokenResponses[keyof RevokeScimTokenResponses];

export type GetScimTokenData = {
    body?: never;
    path: {
        /**
         * The `id` of the organization.
         */
        organizationId: string;
        /**
         * The `id` of the SCIM token.
         */
        tokenId: string;
    };
    query?: never;
    url: '/api/v1/organizations/{organizationId}/scim-tokens/{tokenId}';
};

export type GetScimTokenErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type GetScimTokenError = GetScimTokenErrors[keyof GetScimTokenErrors];

export type GetScimTokenResponses = {
    /**
     * The token.
     */
    200: ScimToken;
};

export type GetScimTokenResponse = GetScimTokenResponses[keyof GetScimTokenResponses];

export type UpdateScimTokenData = {
    body: ScimTokenUpdate;
    headers?: {
        /**
         * Change it only if this is its current version, as `ETag` has it (`version` in double quotes); else the answer is 412 (RFC 9110 §13.1.1).
         */
        'If-Match'?: string;
    };
    path: {
        /**
         * The `id` of the organization.
         */
        organizationId: string;
        /**
         * The `id` of the SCIM token.
         */
        tokenId: string;
    };
    query?: never;
    url: '/api/v1/organizations/{organizationId}/scim-tokens/{tokenId}';
};

export type UpdateScimTokenErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type UpdateScimTokenError = UpdateScimTokenErrors[keyof UpdateScimTokenErrors];

export type UpdateScimTokenResponses = {
    /**
     * The token.
     */
    200: ScimToken;
};

export type UpdateScimTokenResponse = UpdateScimTokenResponses[keyof UpdateScimTokenResponses];

export type RotateScimTokenData = {
    body: ScimTokenRotation;
    headers?: {
        /**
         * Any text that is new for each thing that is wanted, for example a UUID. The same request with the same key and the same credential within 24 hours makes nothing twice: it gets the answer of the first again, with the header `Idempotent-Replayed: true`. Another body with the same key is refused with 422 `idempotencyKeyReused`. A request that failed can be sent again.
         */
        'Idempotency-Key'?: string;
        /**
         * Change it only if this is its current version, as `ETag` has it (`version` in double quotes); else the answer is 412 (RFC 9110 §13.1.1).
         */
        'If-Match'?: string;
    };
    path: {
        /**
         * The `id` of the organization.
         */
        organizationId: string;
        /**
         * The `id` of the SCIM token.
         */
        tokenId: string;
    };
    query?: never;
    url: '/api/v1/organizations/{organizationId}/scim-tokens/{tokenId}/rotate';
};

export type RotateScimTokenErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type RotateScimTokenError = RotateScimTokenErrors[keyof RotateScimTokenErrors];

export type RotateScimTokenResponses = {
    /**
     * The token with its new secret.
     */
    200: CreatedScimToken;
};

export type RotateScimTokenResponse = RotateScimTokenResponses[keyof RotateScimTokenResponses];

export type ListAdminKeysData = {
    body?: never;
    path: {
        /**
         * The `id` of the organization.
         */
        organizationId: string;
    };
    query?: {
        /**
         * The `nextCursor` of the page before.
         */
        cursor?: string;
        /**
         * How many items to answer with; 50 if absent.
         */
        limit?: number;
    };
    url: '/api/v1/organizations/{organizationId}/admin-keys';
};

export type ListAdminKeysErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type ListAdminKeysError = ListAdminKeysErrors[keyof ListAdminKeysErrors];

export type ListAdminKeysResponses = {
    /**
     * The page of keys.
     */
    200: AdminKeyList;
};

export type ListAdminKeysResponse = ListAdminKeysResponses[keyof ListAdminKeysResponses];

export type CreateAdminKeyData = {
    body: AdminKeyRequest;
    headers?: {
        /**
         * Any text that is new for each thing that is wanted, for example a UUID. The same request with the same key and the same credential within 24 hours makes nothing twice: it gets the answer of the first again, with the header `Idempotent-Replayed: true`. Another body with the same key is refused with 422 `idempotencyKeyReused`. A request that failed can be sent again.
         */
        'Idempotency-Key'?: string;
    };
    path: {
        /**
         * The `id` of the organization.
         */
        organizationId: string;
    };
    query?: never;
    url: '/api/v1/organizations/{organizationId}/admin-keys';
};

export type CreateAdminKeyErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type CreateAdminKeyError = CreateAdminKeyErrors[keyof CreateAdminKeyErrors];

export type CreateAdminKeyResponses = {
    /**
     * The new key.
     */
    201: CreatedAdminKey;
};

export type CreateAdminKeyResponse = CreateAdminKeyResponses[keyof CreateAdminKeyResponses];

export type RevokeAdminKeyData = {
    body?: never;
    headers?: {
        /**
         * Change it only if this is its current version, as `ETag` has it (`version` in double quotes); else the answer is 412 (RFC 9110 §13.1.1).
         */
        'If-Match'?: string;
    };
    path: {
        /**
         * The `id` of the organization.
         */
        organizationId: string;
        /**
         * The `id` of the key, not the key itself.
         */
        keyId: string;
    };
    query?: never;
    url: '/api/v1/organizations/{organizationId}/admin-keys/{keyId}';
};

export type RevokeAdminKeyErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type RevokeAdminKeyError = RevokeAdminKeyErrors[keyof RevokeAdminKeyErrors];

export type RevokeAdminKeyResponses = {
    /**
     * The key no longer works.
     */
    204: void;
};

export type RevokeAdminKeyResponse = RevokeAdminKeyResponses[keyof RevokeAdminKeyResponses];

export type GetAdminKeyData = {
    body?: never;
    path: {
        /**
         * The `id` of the organization.
         */
        organizationId: string;
        /**
         * The `id` of the key, not the key itself.
         */
        keyId: string;
    };
    query?: never;
    url: '/api/v1/organizations/{organizationId}/admin-keys/{keyId}';
};

export type GetAdminKeyErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type GetAdminKeyError = GetAdminKeyErrors[keyof GetAdminKeyErrors];

export type GetAdminKeyResponses = {
    /**
     * The key.
     */
    200: AdminKey;
};

export type GetAdminKeyResponse = GetAdminKeyResponses[keyof GetAdminKeyResponses];

export type ListOrganizationUsersData = {
    body?: never;
    path: {
        /**
         * The `id` of the organization.
         */
        organizationId: string;
    };
    query?: {
        /**
         * A SCIM filter (RFC 7644 §3.4.2.2), for example `userName eq "jane@example.com"` or `emails[type eq "work" and value co "@example.com"]`. Every attribute may be filtered on; one that does not exist is an error.
         */
        filter?: string;
        /**
         * The attribute to sort by (RFC 7644 §3.4.2.3). Resources without it come last when ascending, first when descending.
         */
        sortBy?: string;
        /**
         * The direction of `sortBy`.
         */
        sortOrder?: 'ascending' | 'descending';
        /**
         * The `nextCursor` of the page before, with the same filter and the same order.
         */
        cursor?: string;
        /**
         * How many items to answer with; 50 if absent.
         */
        limit?: number;
    };
    url: '/api/v1/organizations/{organizationId}/users';
};

export type ListOrganizationUsersErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type ListOrganizationUsersError = ListOrganizationUsersErrors[keyof ListOrganizationUsersErrors];

export type ListOrganizationUsersResponses = {
    /**
     * The page of users.
     */
    200: UserPage;
};

export type ListOrganizationUsersResponse = ListOrganizationUsersResponses[keyof ListOrganizationUsersResponses];

export type GetOrganizationUserData = {
    body?: never;
    path: {
        /**
         * The `id` of the organization.
         */
        organizationId: string;
        /**
         * The `id` of the resource.
         */
        id: string;
    };
    query?: never;
    url: '/api/v1/organizations/{organizationId}/users/{id}';
};

export type GetOrganizationUserErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type GetOrganizationUserError = GetOrganizationUserErrors[keyof GetOrganizationUserErrors];

export type GetOrganizationUserResponses = {
    /**
     * The user.
     */
    200: User;
};

export type GetOrganizationUserResponse = GetOrganizationUserResponses[keyof GetOrganizationUserResponses];

export type ListOrganizationGroupsData = {
    body?: never;
    path: {
        /**
         * The `id` of the organization.
         */
        organizationId: string;
    };
    query?: {
        /**
         * A SCIM filter (RFC 7644 §3.4.2.2), for example `userName eq "jane@example.com"` or `emails[type eq "work" and value co "@example.com"]`. Every attribute may be filtered on; one that does not exist is an error.
         */
        filter?: string;
        /**
         * The attribute to sort by (RFC 7644 §3.4.2.3). Resources without it come last when ascending, first when descending.
         */
        sortBy?: string;
        /**
         * The direction of `sortBy`.
         */
        sortOrder?: 'ascending' | 'descending';
        /**
         * The `nextCursor` of the page before, with the same filter and the same order.
         */
        cursor?: string;
        /**
         * How many items to answer with; 50 if absent.
         */
        limit?: number;
    };
    url: '/api/v1/organizations/{organizationId}/groups';
};

export type ListOrganizationGroupsErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type ListOrganizationGroupsError = ListOrganizationGroupsErrors[keyof ListOrganizationGroupsErrors];

export type ListOrganizationGroupsResponses = {
    /**
     * The page of groups.
     */
    200: GroupPage;
};

export type ListOrganizationGroupsResponse = ListOrganizationGroupsResponses[keyof ListOrganizationGroupsResponses];

export type GetOrganizationGroupData = {
    body?: never;
    path: {
        /**
         * The `id` of the organization.
         */
        organizationId: string;
        /**
         * The `id` of the resource.
         */
        id: string;
    };
    query?: never;
    url: '/api/v1/organizations/{organizationId}/groups/{id}';
};

export type GetOrganizationGroupErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type GetOrganizationGroupError = GetOrganizationGroupErrors[keyof GetOrganizationGroupErrors];

export type GetOrganizationGroupResponses = {
    /**
     * The group.
     */
    200: Group;
};

export type GetOrganizationGroupResponse = GetOrganizationGroupResponses[keyof GetOrganizationGroupResponses];

export type ListGroupMembersData = {
    body?: never;
    path: {
        /**
         * The `id` of the organization.
         */
        organizationId: string;
        /**
         * The `id` of the resource.
         */
        id: string;
    };
    query?: {
        /**
         * The `nextCursor` of the page before.
         */
        cursor?: string;
        /**
         * How many items to answer with; 50 if absent.
         */
        limit?: number;
    };
    url: '/api/v1/organizations/{organizationId}/groups/{id}/members';
};

export type ListGroupMembersErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type ListGroupMembersError = ListGroupMembersErrors[keyof ListGroupMembersErrors];

export type ListGroupMembersResponses = {
    /**
     * The page of members.
     */
    200: GroupMemberPage;
};

export type ListGroupMembersResponse = ListGroupMembersResponses[keyof ListGroupMembersResponses];

export type ListActivityData = {
    body?: never;
    path: {
        /**
         * The `id` of the organization.
         */
        organizationId: string;
    };
    query?: {
        /**
         * Only what went well, or only what failed.
         */
        outcome?: ActivityOutcome;
        /**
         * Only what identity providers asked for, only what administrators did, or only what Rollcall did by itself.
         */
        kind?: ActivityKind;
        /**
         * Only this `operationId` of the contract.
         */
        operation?: string;
        /**
         * Only what was done with this SCIM token or admin key.
         */
        actorId?: string;
        /**
         * Only what was about this user or group.
         */
        resourceId?: string;
        /**
         * Only what happened at this time or later.
         */
        from?: string;
        /**
         * Only what happened before this time.
         */
        to?: string;
        /**
         * Only what is newer than the entry with this `id`. What happened in the five seconds before it is answered again, because a part of it may have been stored later: tell entries apart by their `id`.
         */
        after?: string;
        /**
         * The `nextCursor` of the page before.
         */
        cursor?: string;
        /**
         * How many items to answer with; 50 if absent.
         */
        limit?: number;
    };
    url: '/api/v1/organizations/{organizationId}/activity';
};

export type ListActivityErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type ListActivityError = ListActivityErrors[keyof ListActivityErrors];

export type ListActivityResponses = {
    /**
     * The page of entries.
     */
    200: ActivityList;
};

export type ListActivityResponse = ListActivityResponses[keyof ListActivityResponses];

export type ExportActivityData = {
    body?: never;
    path: {
        /**
         * The `id` of the organization.
         */
        organizationId: string;
    };
    query?: {
        /**
         * Only what happened at this time or later.
         */
        from?: string;
        /**
         * Only what happened before this time.
         */
        to?: string;
        /**
         * Only what comes after the entry with this `id`.
         */
        after?: string;
        /**
         * How many lines to answer with; 500 if absent.
         */
        limit?: number;
    };
    url: '/api/v1/organizations/{organizationId}/activity/export';
};

export type ExportActivityErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type ExportActivityError = ExportActivityErrors[keyof ExportActivityErrors];

export type ExportActivityResponses = {
    /**
     * The entries, each an `ActivityDetail`.
     */
    200: string;
};

export type ExportActivityResponse = ExportActivityResponses[keyof ExportActivityResponses];

export type VerifyActivityData = {
    body?: never;
    path: {
        /**
         * The `id` of the organization.
         */
        organizationId: string;
    };
    query?: {
        /**
         * A `hash` that an earlier `head` had. Pass it with every part: the last says when the chain does not have it, because its end was cut off or it was made anew.
         */
        expectHead?: string;
        /**
         * The `nextCursor` of the page before.
         */
        cursor?: string;
    };
    url: '/api/v1/organizations/{organizationId}/activity/verification';
};

export type VerifyActivityErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type VerifyActivityError = VerifyActivityErrors[keyof VerifyActivityErrors];

export type VerifyActivityResponses = {
    /**
     * What was found in a part of the chain.
     */
    200: ActivityVerification;
};

export type VerifyActivityResponse = VerifyActivityResponses[keyof VerifyActivityResponses];

export type GetActivityData = {
    body?: never;
    path: {
        /**
         * The `id` of the organization.
         */
        organizationId: string;
        /**
         * The `id` of the entry.
         */
        activityId: string;
    };
    query?: never;
    url: '/api/v1/organizations/{organizationId}/activity/{activityId}';
};

export type GetActivityErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type GetActivityError = GetActivityErrors[keyof GetActivityErrors];

export type GetActivityResponses = {
    /**
     * The entry.
     */
    200: ActivityDetail;
};

export type GetActivityResponse = GetActivityResponses[keyof GetActivityResponses];

export type ListEventsData = {
    body?: never;
    path: {
        /**
         * The `id` of the organization.
         */
        organizationId: string;
    };
    query?: {
        /**
         * The `sequence` of the last event that is known; 0, or absent, for all that are kept; `latest` for none.
         */
        after?: string;
        /**
         * Looks back instead of on, without `after` and `wait`: the last events with a lower `sequence`, `latest` for the newest. Pass the `nextBefore` of the answer to go farther back.
         */
        before?: string;
        /**
         * Only these types, with commas between them; `user.*` stands for all of users.
         */
        types?: Array<EventPattern>;
        /**
         * How many seconds to wait for an event when there is none yet: the answer comes as soon as there is one (long poll). At once if absent.
         */
        wait?: number;
        /**
         * How many items to answer with; 50 if absent.
         */
        limit?: number;
    };
    url: '/api/v1/organizations/{organizationId}/events';
};

export type ListEventsErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type ListEventsError = ListEventsErrors[keyof ListEventsErrors];

export type ListEventsResponses = {
    /**
     * The events, oldest first.
     */
    200: EventPage;
};

export type ListEventsResponse = ListEventsResponses[keyof ListEventsResponses];

export type GetEventData = {
    body?: never;
    path: {
        /**
         * The `id` of the organization.
         */
        organizationId: string;
        /**
         * The `id` of the event; a webhook has it as `webhook-id`.
         */
        eventId: string;
    };
    query?: never;
    url: '/api/v1/organizations/{organizationId}/events/{eventId}';
};

export type GetEventErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type GetEventError = GetEventErrors[keyof GetEventErrors];

export type GetEventResponses = {
    /**
     * The event.
     */
    200: Event;
};

export type GetEventResponse = GetEventResponses[keyof GetEventResponses];

export type ListWebhooksData = {
    body?: never;
    path: {
        /**
         * The `id` of the organization.
         */
        organizationId: string;
    };
    query?: {
        /**
         * The `nextCursor` of the page before.
         */
        cursor?: string;
        /**
         * How many items to answer with; 50 if absent.
         */
        limit?: number;
    };
    url: '/api/v1/organizations/{organizationId}/webhooks';
};

export type ListWebhooksErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type ListWebhooksError = ListWebhooksErrors[keyof ListWebhooksErrors];

export type ListWebhooksResponses = {
    /**
     * The page of webhooks.
     */
    200: WebhookList;
};

export type ListWebhooksResponse = ListWebhooksResponses[keyof ListWebhooksResponses];

export type CreateWebhookData = {
    body: WebhookRequest;
    headers?: {
        /**
         * Any text that is new for each thing that is wanted, for example a UUID. The same request with the same key and the same credential within 24 hours makes nothing twice: it gets the answer of the first again, with the header `Idempotent-Replayed: true`. Another body with the same key is refused with 422 `idempotencyKeyReused`. A request that failed can be sent again.
         */
        'Idempotency-Key'?: string;
    };
    path: {
        /**
         * The `id` of the organization.
         */
        organizationId: string;
    };
    query?: never;
    url: '/api/v1/organizations/{organizationId}/webhooks';
};

export type CreateWebhookErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type CreateWebhookError = CreateWebhookErrors[keyof CreateWebhookErrors];

export type CreateWebhookResponses = {
    /**
     * The new webhook.
     */
    201: CreatedWebhook;
};

export type CreateWebhookResponse = CreateWebhookResponses[keyof CreateWebhookResponses];

export type DeleteWebhookData = {
    body?: never;
    headers?: {
        /**
         * Change it only if this is its current version, as `ETag` has it (`version` in double quotes); else the answer is 412 (RFC 9110 §13.1.1).
         */
        'If-Match'?: string;
    };
    path: {
        /**
         * The `id` of the organization.
         */
        organizationId: string;
        /**
         * The `id` of the webhook.
         */
        webhookId: string;
    };
    query?: never;
    url: '/api/v1/organizations/{organizationId}/webhooks/{webhookId}';
};

export type DeleteWebhookErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type DeleteWebhookError = DeleteWebhookErrors[keyof DeleteWebhookErrors];

export type DeleteWebhookResponses = {
    /**
     * It is gone.
     */
    204: void;
};

export type DeleteWebhookResponse = DeleteWebhookResponses[keyof DeleteWebhookResponses];

export type GetWebhookData = {
    body?: never;
    path: {
        /**
         * The `id` of the organization.
         */
        organizationId: string;
        /**
         * The `id` of the webhook.
         */
        webhookId: string;
    };
    query?: never;
    url: '/api/v1/organizations/{organizationId}/webhooks/{webhookId}';
};

export type GetWebhookErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type GetWebhookError = GetWebhookErrors[keyof GetWebhookErrors];

export type GetWebhookResponses = {
    /**
     * The webhook.
     */
    200: Webhook;
};

export type GetWebhookResponse = GetWebhookResponses[keyof GetWebhookResponses];

export type UpdateWebhookData = {
    body: WebhookUpdate;
    headers?: {
        /**
         * Change it only if this is its current version, as `ETag` has it (`version` in double quotes); else the answer is 412 (RFC 9110 §13.1.1).
         */
        'If-Match'?: string;
    };
    path: {
        /**
         * The `id` of the organization.
         */
        organizationId: string;
        /**
         * The `id` of the webhook.
         */
        webhookId: string;
    };
    query?: never;
    url: '/api/v1/organizations/{organizationId}/webhooks/{webhookId}';
};

export type UpdateWebhookErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type UpdateWebhookError = UpdateWebhookErrors[keyof UpdateWebhookErrors];

export type UpdateWebhookResponses = {
    /**
     * The webhook.
     */
    200: Webhook;
};

export type UpdateWebhookResponse = UpdateWebhookResponses[keyof UpdateWebhookResponses];

export type RotateWebhookSecretData = {
    body: WebhookSecretRotation;
    headers?: {
        /**
         * Any text that is new for each thing that is wanted, for example a UUID. The same request with the same key and the same credential within 24 hours makes nothing twice: it gets the answer of the first again, with the header `Idempotent-Replayed: true`. Another body with the same key is refused with 422 `idempotencyKeyReused`. A request that failed can be sent again.
         */
        'Idempotency-Key'?: string;
        /**
         * Change it only if this is its current version, as `ETag` has it (`version` in double quotes); else the answer is 412 (RFC 9110 §13.1.1).
         */
        'If-Match'?: string;
    };
    path: {
        /**
         * The `id` of the organization.
         */
        organizationId: string;
        /**
         * The `id` of the webhook.
         */
        webhookId: string;
    };
    query?: never;
    url: '/api/v1/organizations/{organizationId}/webhooks/{webhookId}/rotate-secret';
};

export type RotateWebhookSecretErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type RotateWebhookSecretError = RotateWebhookSecretErrors[keyof RotateWebhookSecretErrors];

export type RotateWebhookSecretResponses = {
    /**
     * The webhook with its new secret.
     */
    200: CreatedWebhook;
};

export type RotateWebhookSecretResponse = RotateWebhookSecretResponses[keyof RotateWebhookSecretResponses];

export type SendTestEventData = {
    body?: never;
    path: {
        /**
         * The `id` of the organization.
         */
        organizationId: string;
        /**
         * The `id` of the webhook.
         */
        webhookId: string;
    };
    query?: never;
    url: '/api/v1/organizations/{organizationId}/webhooks/{webhookId}/test';
};

export type SendTestEventErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type SendTestEventError = SendTestEventErrors[keyof SendTestEventErrors];

export type SendTestEventResponses = {
    /**
     * The delivery.
     */
    202: Delivery;
};

export type SendTestEventResponse = SendTestEventResponses[keyof SendTestEventResponses];

export type RedeliverEventsData = {
    body: RedeliveryRequest;
    path: {
        /**
         * The `id` of the organization.
         */
        organizationId: string;
        /**
         * The `id` of the webhook.
         */
        webhookId: string;
    };
    query?: never;
    url: '/api/v1/organizations/{organizationId}/webhooks/{webhookId}/redeliver';
};

export type RedeliverEventsErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type RedeliverEventsError = RedeliverEventsErrors[keyof RedeliverEventsErrors];

export type RedeliverEventsResponses = {
    /**
     * How many are on their way.
     */
    202: {
        /**
         * Those that are on their way by this request.
         */
        count: number;
        /**
         * Where to go on when there are more than 10,000 events in that time: ask again with this as `cursor`. Null when these were all.
         */
        nextCursor: string | null;
    };
};

export type RedeliverEventsResponse = RedeliverEventsResponses[keyof RedeliverEventsResponses];

export type PollSecurityEventsData = {
    body: PollRequest;
    path: {
        /**
         * The `id` of the organization.
         */
        organizationId: string;
        /**
         * The `id` of the webhook.
         */
        webhookId: string;
    };
    query?: never;
    url: '/api/v1/organizations/{organizationId}/webhooks/{webhookId}/poll';
};

export type PollSecurityEventsErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type PollSecurityEventsError = PollSecurityEventsErrors[keyof PollSecurityEventsErrors];

export type PollSecurityEventsResponses = {
    /**
     * The tokens that wait, oldest first.
     */
    200: PollResponse;
};

export type PollSecurityEventsResponse = PollSecurityEventsResponses[keyof PollSecurityEventsResponses];

export type ListDeliveriesData = {
    body?: never;
    path: {
        /**
         * The `id` of the organization.
         */
        organizationId: string;
        /**
         * The `id` of the webhook.
         */
        webhookId: string;
    };
    query?: {
        /**
         * Only those that have come so far.
         */
        status?: DeliveryStatus;
        /**
         * Only of events of this type.
         */
        type?: EventType;
        /**
         * The `nextCursor` of the page before.
         */
        cursor?: string;
        /**
         * How many items to answer with; 50 if absent.
         */
        limit?: number;
    };
    url: '/api/v1/organizations/{organizationId}/webhooks/{webhookId}/deliveries';
};

export type ListDeliveriesErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type ListDeliveriesError = ListDeliveriesErrors[keyof ListDeliveriesErrors];

export type ListDeliveriesResponses = {
    /**
     * The page of deliveries.
     */
    200: DeliveryList;
};

export type ListDeliveriesResponse = ListDeliveriesResponses[keyof ListDeliveriesResponses];

export type GetDeliveryData = {
    body?: never;
    path: {
        /**
         * The `id` of the organization.
         */
        organizationId: string;
        /**
         * The `id` of the webhook.
         */
        webhookId: string;
        /**
         * The `id` of the delivery.
         */
        deliveryId: string;
    };
    query?: never;
    url: '/api/v1/organizations/{organizationId}/webhooks/{webhookId}/deliveries/{deliveryId}';
};

export type GetDeliveryErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type GetDeliveryError = GetDeliveryErrors[keyof GetDeliveryErrors];

export type GetDeliveryResponses = {
    /**
     * The delivery.
     */
    200: DeliveryDetail;
};

export type GetDeliveryResponse = GetDeliveryResponses[keyof GetDeliveryResponses];

export type RedeliverData = {
    body?: never;
    path: {
        /**
         * The `id` of the organization.
         */
        organizationId: string;
        /**
         * The `id` of the webhook.
         */
        webhookId: string;
        /**
         * The `id` of the delivery.
         */
        deliveryId: string;
    };
    query?: never;
    url: '/api/v1/organizations/{organizationId}/webhooks/{webhookId}/deliveries/{deliveryId}/redeliver';
};

export type RedeliverErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type RedeliverError = RedeliverErrors[keyof RedeliverErrors];

export type RedeliverResponses = {
    /**
     * The delivery.
     */
    202: Delivery;
};

export type RedeliverResponse = RedeliverResponses[keyof RedeliverResponses];

export type GetRoleMappingsData = {
    body?: never;
    path: {
        /**
         * The `id` of the organization.
         */
        organizationId: string;
    };
    query?: never;
    url: '/api/v1/organizations/{organizationId}/role-mappings';
};

export type GetRoleMappingsErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type GetRoleMappingsError = GetRoleMappingsErrors[keyof GetRoleMappingsErrors];

export type GetRoleMappingsResponses = {
    /**
     * The roles, the rules and the default role.
     */
    200: RoleMappings;
};

export type GetRoleMappingsResponse = GetRoleMappingsResponses[keyof GetRoleMappingsResponses];

export type SetRoleMappingsData = {
    body: RoleMappingsRequest;
    headers?: {
        /**
         * Change it only if this is its current version, as `ETag` has it (`version` in double quotes); else the answer is 412 (RFC 9110 §13.1.1).
         */
        'If-Match'?: string;
    };
    path: {
        /**
         * The `id` of the organization.
         */
        organizationId: string;
    };
    query?: never;
    url: '/api/v1/organizations/{organizationId}/role-mappings';
};

export type SetRoleMappingsErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type SetRoleMappingsError = SetRoleMappingsErrors[keyof SetRoleMappingsErrors];

export type SetRoleMappingsResponses = {
    /**
     * What holds from now on.
     */
    200: RoleMappings;
};

export type SetRoleMappingsResponse = SetRoleMappingsResponses[keyof SetRoleMappingsResponses];

export type PreviewRoleMappingsData = {
    body: RoleMappingsRequest;
    path: {
        /**
         * The `id` of the organization.
         */
        organizationId: string;
    };
    query?: never;
    url: '/api/v1/organizations/{organizationId}/role-mappings/preview';
};

export type PreviewRoleMappingsErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type PreviewRoleMappingsError = PreviewRoleMappingsErrors[keyof PreviewRoleMappingsErrors];

export type PreviewRoleMappingsResponses = {
    /**
     * What would change.
     */
    200: RoleMappingsPreview;
};

export type PreviewRoleMappingsResponse = PreviewRoleMappingsResponses[keyof PreviewRoleMappingsResponses];

export type ListRoleAssignmentsData = {
    body?: never;
    path: {
        /**
         * The `id` of the organization.
         */
        organizationId: string;
    };
    query?: {
        /**
         * Only users who have this role.
         */
        role?: string;
        /**
         * The `nextCursor` of the page before.
         */
        cursor?: string;
        /**
         * How many items to answer with; 50 if absent.
         */
        limit?: number;
    };
    url: '/api/v1/organizations/{organizationId}/role-assignments';
};

export type ListRoleAssignmentsErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type ListRoleAssignmentsError = ListRoleAssignmentsErrors[keyof ListRoleAssignmentsErrors];

export type ListRoleAssignmentsResponses = {
    /**
     * The page of users.
     */
    200: RoleAssignmentList;
};

export type ListRoleAssignmentsResponse = ListRoleAssignmentsResponses[keyof ListRoleAssignmentsResponses];

export type GetUserRolesData = {
    body?: never;
    path: {
        /**
         * The `id` of the organization.
         */
        organizationId: string;
        /**
         * The `id` of the resource.
         */
        id: string;
    };
    query?: never;
    url: '/api/v1/organizations/{organizationId}/users/{id}/roles';
};

export type GetUserRolesErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type GetUserRolesError = GetUserRolesErrors[keyof GetUserRolesErrors];

export type GetUserRolesResponses = {
    /**
     * The roles that the user has now, each with the groups and rules that give it.
     */
    200: UserRoles;
};

export type GetUserRolesResponse = GetUserRolesResponses[keyof GetUserRolesResponses];

export type ListAccountsData = {
    body?: never;
    path: {
        /**
         * The `id` of the organization.
         */
        organizationId: string;
    };
    query?: {
        /**
         * Only accounts in this state.
         */
        state?: AccountState;
        /**
         * The `nextCursor` of the page before.
         */
        cursor?: string;
        /**
         * How many items to answer with; 50 if absent.
         */
        limit?: number;
    };
    url: '/api/v1/organizations/{organizationId}/accounts';
};

export type ListAccountsErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type ListAccountsError = ListAccountsErrors[keyof ListAccountsErrors];

export type ListAccountsResponses = {
    /**
     * The page of accounts.
     */
    200: AccountList;
};

export type ListAccountsResponse = ListAccountsResponses[keyof ListAccountsResponses];

export type GetAccountData = {
    body?: never;
    path: {
        /**
         * The `id` of the organization.
         */
        organizationId: string;
        /**
         * The `id` of the user.
         */
        userId: string;
    };
    query?: never;
    url: '/api/v1/organizations/{organizationId}/accounts/{userId}';
};

export type GetAccountErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type GetAccountError = GetAccountErrors[keyof GetAccountErrors];

export type GetAccountResponses = {
    /**
     * The account.
     */
    200: Account;
};

export type GetAccountResponse = GetAccountResponses[keyof GetAccountResponses];

export type CreateSetupTicketData = {
    body: SetupTicketRequest;
    path: {
        /**
         * The `id` of the organization.
         */
        organizationId: string;
        /**
         * The `id` of the user.
         */
        userId: string;
    };
    query?: never;
    url: '/api/v1/organizations/{organizationId}/accounts/{userId}/setup-tickets';
};

export type CreateSetupTicketErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type CreateSetupTicketError = CreateSetupTicketErrors[keyof CreateSetupTicketErrors];

export type CreateSetupTicketResponses = {
    /**
     * The ticket.
     */
    201: SetupTicket;
};

export type CreateSetupTicketResponse = CreateSetupTicketResponses[keyof CreateSetupTicketResponses];

export type ResetAccountData = {
    body?: never;
    path: {
        /**
         * The `id` of the organization.
         */
        organizationId: string;
        /**
         * The `id` of the user.
         */
        userId: string;
    };
    query?: never;
    url: '/api/v1/organizations/{organizationId}/accounts/{userId}/reset';
};

export type ResetAccountErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type ResetAccountError = ResetAccountErrors[keyof ResetAccountErrors];

export type ResetAccountResponses = {
    /**
     * The account without keys.
     */
    200: Account;
};

export type ResetAccountResponse = ResetAccountResponses[keyof ResetAccountResponses];

export type ListPublicKeysData = {
    body?: never;
    path: {
        /**
         * The `id` of the organization.
         */
        organizationId: string;
    };
    query: {
        /**
         * The users, each as a parameter of its own.
         */
        userId: Array<string>;
    };
    url: '/api/v1/organizations/{organizationId}/public-keys';
};

export type ListPublicKeysErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type ListPublicKeysError = ListPublicKeysErrors[keyof ListPublicKeysErrors];

export type ListPublicKeysResponses = {
    /**
     * The public keys of those who have some.
     */
    200: PublicKeysList;
};

export type ListPublicKeysResponse = ListPublicKeysResponses[keyof ListPublicKeysResponses];

export type DeleteSignInConnectionData = {
    body?: never;
    headers?: {
        /**
         * Change it only if this is its current version, as `ETag` has it (`version` in double quotes); else the answer is 412 (RFC 9110 §13.1.1).
         */
        'If-Match'?: string;
    };
    path: {
        /**
         * The `id` of the organization.
         */
        organizationId: string;
    };
    query?: never;
    url: '/api/v1/organizations/{organizationId}/sign-in';
};

export type DeleteSignInConnectionErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type DeleteSignInConnectionError = DeleteSignInConnectionErrors[keyof DeleteSignInConnectionErrors];

export type DeleteSignInConnectionResponses = {
    /**
     * Nobody signs in with it any more.
     */
    204: void;
};

export type DeleteSignInConnectionResponse = DeleteSignInConnectionResponses[keyof DeleteSignInConnectionResponses];

export type GetSignInConnectionData = {
    body?: never;
    path: {
        /**
         * The `id` of the organization.
         */
        organizationId: string;
    };
    query?: never;
    url: '/api/v1/organizations/{organizationId}/sign-in';
};

export type GetSignInConnectionErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type GetSignInConnectionError = GetSignInConnectionErrors[keyof GetSignInConnectionErrors];

export type GetSignInConnectionResponses = {
    /**
     * The connection to the OpenID provider, without its secret.
     */
    200: SignInConnection;
};

export type GetSignInConnectionResponse = GetSignInConnectionResponses[keyof GetSignInConnectionResponses];

export type SetSignInConnectionData = {
    body: SignInConnectionRequest;
    headers?: {
        /**
         * Change it only if this is its current version, as `ETag` has it (`version` in double quotes); else the answer is 412 (RFC 9110 §13.1.1).
         */
        'If-Match'?: string;
    };
    path: {
        /**
         * The `id` of the organization.
         */
        organizationId: string;
    };
    query?: never;
    url: '/api/v1/organizations/{organizationId}/sign-in';
};

export type SetSignInConnectionErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type SetSignInConnectionError = SetSignInConnectionErrors[keyof SetSignInConnectionErrors];

export type SetSignInConnectionResponses = {
    /**
     * The connection to the OpenID provider, without its secret.
     */
    200: SignInConnection;
};

export type SetSignInConnectionResponse = SetSignInConnectionResponses[keyof SetSignInConnectionResponses];

export type GetOwnAccountData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/api/v1/account';
};

export type GetOwnAccountErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type GetOwnAccountError = GetOwnAccountErrors[keyof GetOwnAccountErrors];

export type GetOwnAccountResponses = {
    /**
     * The user, and how far the account is.
     */
    200: AccountSession;
};

export type GetOwnAccountResponse = GetOwnAccountResponses[keyof GetOwnAccountResponses];

export type DeleteAccountSessionData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/api/v1/account/session';
};

export type DeleteAccountSessionErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type DeleteAccountSessionError = DeleteAccountSessionErrors[keyof DeleteAccountSessionErrors];

export type DeleteAccountSessionResponses = {
    /**
     * Nobody is signed in any more.
     */
    204: void;
};

export type DeleteAccountSessionResponse = DeleteAccountSessionResponses[keyof DeleteAccountSessionResponses];

export type CreateAccountSessionData = {
    body: AccountSessionRequest;
    headers?: {
        /**
         * Which page it is, as browsers say by themselves; a ticket counts only on the page that it was made for.
         */
        Origin?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/account/session';
};

export type CreateAccountSessionErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type CreateAccountSessionError = CreateAccountSessionErrors[keyof CreateAccountSessionErrors];

export type CreateAccountSessionResponses = {
    /**
     * Who is signed in now.
     */
    201: AccountSession;
};

export type CreateAccountSessionResponse = CreateAccountSessionResponses[keyof CreateAccountSessionResponses];

export type GetOwnKeyringData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/api/v1/account/keyring';
};

export type GetOwnKeyringErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type GetOwnKeyringError = GetOwnKeyringErrors[keyof GetOwnKeyringErrors];

export type GetOwnKeyringResponses = {
    /**
     * The keyring.
     */
    200: AccountKeyring;
};

export type GetOwnKeyringResponse = GetOwnKeyringResponses[keyof GetOwnKeyringResponses];

export type CreateOwnKeyringData = {
    body: AccountKeyring;
    headers: {
        /**
         * Only `*`, there must be none yet (RFC 9110 §13.1.2).
         */
        'If-None-Match': '*';
    };
    path?: never;
    query?: never;
    url: '/api/v1/account/keyring';
};

export type CreateOwnKeyringErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type CreateOwnKeyringError = CreateOwnKeyringErrors[keyof CreateOwnKeyringErrors];

export type CreateOwnKeyringResponses = {
    /**
     * The keyring.
     */
    201: AccountKeyring;
};

export type CreateOwnKeyringResponse = CreateOwnKeyringResponses[keyof CreateOwnKeyringResponses];

export type CreateKeyChallengeData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/api/v1/account/keyring/challenges';
};

export type CreateKeyChallengeErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type CreateKeyChallengeError = CreateKeyChallengeErrors[keyof CreateKeyChallengeErrors];

export type CreateKeyChallengeResponses = {
    /**
     * The challenge.
     */
    201: KeyChallenge;
};

export type CreateKeyChallengeResponse = CreateKeyChallengeResponses[keyof CreateKeyChallengeResponses];

export type ReplaceOwnKeyringData = {
    body: KeyringReplacement;
    path?: never;
    query?: never;
    url: '/api/v1/account/keyring/replacements';
};

export type ReplaceOwnKeyringErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type ReplaceOwnKeyringError = ReplaceOwnKeyringErrors[keyof ReplaceOwnKeyringErrors];

export type ReplaceOwnKeyringResponses = {
    /**
     * The keyring.
     */
    200: AccountKeyring;
};

export type ReplaceOwnKeyringResponse = ReplaceOwnKeyringResponses[keyof ReplaceOwnKeyringResponses];

export type StartSignInData = {
    body?: never;
    path?: never;
    query: {
        /**
         * The `slug` of the organization.
         */
        organization: string;
        /**
         * Whom the provider may suggest.
         */
        login_hint?: string;
        /**
         * What providers add that begin the sign-in themselves; must be the issuer of the connection.
         */
        iss?: string;
    };
    url: '/api/v1/account/sign-in';
};

export type StartSignInErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type StartSignInError = StartSignInErrors[keyof StartSignInErrors];

export type FinishSignInData = {
    body?: never;
    path?: never;
    query?: {
        code?: string;
        state?: string;
        iss?: string;
        error?: string;
        error_description?: string;
        error_uri?: string;
        session_state?: string;
    };
    url: '/api/v1/account/callback';
};

export type FinishSignInErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type FinishSignInError = FinishSignInErrors[keyof FinishSignInErrors];

export type RotateSigningKeyData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/api/v1/signing-keys/rotate';
};

export type RotateSigningKeyErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type RotateSigningKeyError = RotateSigningKeyErrors[keyof RotateSigningKeyErrors];

export type RotateSigningKeyResponses = {
    /**
     * The public keys.
     */
    200: JsonWebKeySet;
};

export type RotateSigningKeyResponse = RotateSigningKeyResponses[keyof RotateSigningKeyResponses];

export type GetJsonWebKeySetData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/.well-known/jwks.json';
};

export type GetJsonWebKeySetErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type GetJsonWebKeySetError = GetJsonWebKeySetErrors[keyof GetJsonWebKeySetErrors];

export type GetJsonWebKeySetResponses = {
    /**
     * The public keys.
     */
    200: JsonWebKeySet;
};

export type GetJsonWebKeySetResponse = GetJsonWebKeySetResponses[keyof GetJsonWebKeySetResponses];

export type GetHealthData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/healthz';
};

export type GetHealthErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
};

export type GetHealthError = GetHealthErrors[keyof GetHealthErrors];

export type GetHealthResponses = {
    /**
     * Yes.
     */
    200: HealthStatus;
};

export type GetHealthResponse = GetHealthResponses[keyof GetHealthResponses];

export type GetReadinessData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/readyz';
};

export type GetReadinessErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
    /**
     * A problem (RFC 9457).
     */
    '5XX': Problem;
};

export type GetReadinessError = GetReadinessErrors[keyof GetReadinessErrors];

export type GetReadinessResponses = {
    /**
     * Yes.
     */
    200: HealthStatus;
};

export type GetReadinessResponse = GetReadinessResponses[keyof GetReadinessResponses];

export type GetContractData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/openapi.json';
};

export type GetContractErrors = {
    /**
     * A problem (RFC 9457).
     */
    '4XX': Problem;
};

export type GetContractError = GetContractErrors[keyof GetContractErrors];

export type GetContractResponses = {
    /**
     * The contract of this server, as OpenAPI 3.1.
     */
    200: {
        [key: string]: unknown;
    };
};

export type GetContractResponse = GetContractResponses[keyof GetContractResponses];
