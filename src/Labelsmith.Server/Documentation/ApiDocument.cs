using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Labelsmith.Server.Documentation;

/// <summary>The OpenAPI document: what the web client's types are generated from.</summary>
internal static partial class ApiDocument
{
    public const string Name = "v1";

    public static void Configure(OpenApiOptions options)
    {
        // ProjectView here is Project there: the suffix only tells it from storage's
        options.CreateSchemaReferenceId = type =>
        {
            var id = OpenApiOptions.CreateDefaultSchemaReferenceId(type);
            return id is not null && id.EndsWith("View", StringComparison.Ordinal) ? id[..^4] : id;
        };
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Labelsmith",
                Version = "1",
                Description = "Data annotation that learns along. Sign in by the cookie of a sign-in link (requests that change something "
                    + "then need the header X-Labelsmith-Csrf from GET /api/session) or by a bearer token.",
            };
            document.Servers?.Clear(); // the document is the same wherever it is served
            AddSecurity(document);
            foreach (var schema in document.Components!.Schemas!.Values.OfType<OpenApiSchema>())
            {
                SayWhatIsAlwaysThere(schema);
            }

            document.Components.Schemas["Problem"] = ProblemSchema();
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(async (operation, context, cancel) =>
        {
            operation.Responses!["default"] = new OpenApiResponse
            {
                Description = "A problem (RFC 9457): `type` tells which, `detail` is a sentence for the user.",
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference("Problem", context.Document) },
                },
            };
            foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
            {
                var described = context.Description.ParameterDescriptions.FirstOrDefault(one => one.Name == parameter.Name);
                if (EnumOf(described?.ParameterDescriptor?.ParameterType) is { } words)
                {
                    parameter.Schema = await context.GetOrCreateSchemaAsync(words, cancellationToken: cancel);
                }

                parameter.Name = JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!);
            }
        });
    }

    private static Type? EnumOf(Type? parameter)
    {
        var type = parameter is null ? null : Nullable.GetUnderlyingType(parameter) ?? parameter;
        return type is { IsGenericType: true } && type.GetGenericTypeDefinition() == typeof(Word<>)
            ? type.GenericTypeArguments[0]
            : null;
    }

    private static OpenApiSchema ProblemSchema() => new()
    {
        Type = JsonSchemaType.Object,
        Required = new HashSet<string> { "type", "title", "status", "detail" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["title"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
            ["detail"] = new OpenApiSchema { Type = JsonSchemaType.String },
        },
    };

    private static void AddSecurity(OpenApiDocument document)
    {
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            ["token"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" },
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("token", document)] = [] }];
    }

    /// <summary>Members without a value are left out rather than written as null, and all others are written: so a type need
    /// speak of optional members only.</summary>
    private static void SayWhatIsAlwaysThere(OpenApiSchema schema)
    {
        schema.Description = OneLine(schema.Description);
        foreach (var (name, property) in schema.Properties?.ToList() ?? [])
        {
            if (property is OpenApiSchema own)
            {
                own.Description = OneLine(own.Description);
            }

            if (!MayBeNull(property))
            {
                (schema.Required ??= new HashSet<string>()).Add(name);
            }
            else if (property is OpenApiSchema { OneOf: { } choices }
                && choices.Where(choice => !MayBeNull(choice)).ToList() is [var only])
            {
                schema.Properties![name] = only;
            }
            else if (property is OpenApiSchema optional)
            {
                optional.Type &= ~JsonSchemaType.Null;
            }
        }
    }

    private static bool MayBeNull(IOpenApiSchema schema) =>
        schema is OpenApiSchema own && (own.Type?.HasFlag(JsonSchemaType.Null) == true || own.OneOf?.Any(MayBeNull) == true);

    private static string? OneLine(string? text) => text is null ? null : Breaks().Replace(text, " ");

    [GeneratedRegex(@"\s*\n\s*")]
    private static partial Regex Breaks();
}
