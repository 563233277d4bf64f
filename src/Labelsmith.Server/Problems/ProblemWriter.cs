using System.Text.Json;
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

    private static ProblemException ToProblem(Exception exception) => exception switch
    {
        ProblemException problem => problem,
        BadDataException or BadItemException => new ProblemException(StatusCodes.Status400BadRequest, "bad-data", "The data cannot be used", exception.Message),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => new ProblemException(
            StatusCodes.Status413PayloadTooLarge, "too-large", "Too large", "The request is larger than this server accepts: send less at once."),
        BadHttpRequestException { InnerException: JsonException json } => ProblemException.Invalid($"The request's JSON is not what is expected here: {json.Message}"),
        BadHttpRequestException bad => new ProblemException(bad.StatusCode, "invalid", "Invalid request", bad.Message),
        FormatException format => ProblemException.Invalid(format.Message),
        _ => new ProblemException(
            StatusCodes.Status500InternalServerError, "internal", "Internal error",
            "Something went wrong in the server; its log says what. Nothing was saved: try again."),
    };

    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed.")]
    private static partial void LogFailure(ILogger log, Exception exception, string method, string path);
}
