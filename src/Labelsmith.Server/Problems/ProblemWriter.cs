using System.Text.Json;
using System.Text.RegularExpressions;
using Labelsmith.Domain.Datasets;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace Labelsmith.Server.Problems;

/// <summary>The one place where exceptions become answers (RFC 9457).</summary>
internal sealed partial class ProblemWriter(IProblemDetailsService problems, ILogger<ProblemWriter> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        var problem = ToProblem(exception);
        if (problem.Status == StatusCodes.Status500InternalServerError)
        {
            LogFailure(log, exception, context.Request.Method, context.Request.Path);
        }

        var details = new ProblemDetails
        {
            Status = problem.Status,
            Type = problem.Type,
            Title = problem.Title,
            Detail = problem.Message,
            Extensions = problem.Extensions,
        };
        context.Response.StatusCode = problem.Status;
        return await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = context, ProblemDetails = details });
    }

    /// <summary>Gives the framework's own refusals, which have no sentence, one and a stable type.</summary>
    public static void Complete(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        if (problem.Detail is not null)
        {
            return;
        }

        var request = context.HttpContext.Request;
        (problem.Type, problem.Detail) = problem.Status switch
        {
            StatusCodes.Status404NotFound => ("no-such-address", $"There is nothing at {request.Path}: see /docs."),
            StatusCodes.Status405MethodNotAllowed => (
                "no-such-address", $"{request.Method} cannot be asked of {request.Path}: see /docs."),
            StatusCodes.Status415UnsupportedMediaType => (
                "content-type", $"{request.Path} takes no content of the type '{request.ContentType}': see /docs."),
            _ => ("refused", "The request was refused: see /docs for what can be asked."),
        };
    }

    private static ProblemException ToProblem(Exception exception) => exception switch
    {
        ProblemException problem => problem,
        BadDataException or BadItemException => new ProblemException(
            StatusCodes.Status400BadRequest, "bad-data", "The data cannot be used", exception.Message),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => new ProblemException(
            StatusCodes.Status413PayloadTooLarge, "too-large", "Too large", "The request is larger than this server accepts: send less at once."),
        BadHttpRequestException { InnerException: JsonException json } => ProblemException.Invalid(
            $"The request's JSON is not what is expected here: {json.Message}"),
        BadHttpRequestException bad => new ProblemException(bad.StatusCode, "invalid", "Invalid request", Explain(bad.Message)),
        FormatException format => ProblemException.Invalid(format.Message),
        _ => new ProblemException(
            StatusCodes.Status500InternalServerError, "internal", "Internal error",
            "Something went wrong in the server; its log says what. Nothing was saved: try again."),
    };

    /// <summary>The framework's sentences speak of C# parameters.</summary>
    private static string Explain(string message)
    {
        if (BindingFailure().Match(message) is { Success: true } failure)
        {
            return $"'{failure.Groups["value"]}' is no value for {JsonNamingPolicy.CamelCase.ConvertName(failure.Groups["name"].Value)}: see /docs for those that are.";
        }

        return message.Contains("body", StringComparison.Ordinal)
            ? "The request lacks its JSON body: see /docs for what belongs there."
            : message;
    }

    [GeneratedRegex("""^Failed to bind parameter "\S+ (?<name>\w+)" from "(?<value>.*)"\.$""", RegexOptions.Singleline)]
    private static partial Regex BindingFailure();

    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed.")]
    private static partial void LogFailure(ILogger log, Exception exception, string method, string path);
}
