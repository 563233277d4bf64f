using System.Text.Json.Nodes;
using Labelsmith.Learning.Evaluation;
using Labelsmith.Learning.Reporting;
using Labelsmith.Server.Problems;
using Labelsmith.Server.Security;
using Labelsmith.Storage;
using Labelsmith.Storage.Runs;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Labelsmith.Server.Runs;

/// <summary>The reports that a run has written into its folder.</summary>
internal static class RunReports
{
    public static void MapRunReports(this IEndpointRouteBuilder run)
    {
        run.MapGet("/report", ReadAsync).WithName("getRunReport").Produces<RunReport>()
            .WithDescription("report.json; each of `worst_items`, `unlike_items` and `findings` has an `itemId` where the item is still there.");
        run.MapGet("/variants.png", ReadVariantsAsync).WithName("getRunVariants")
            .WithDescription("A picture of a few items, each beside variants of it as the network learns from them. It is there before training begins; 204 where there is none.")
            .Produces<byte[]>(StatusCodes.Status200OK, "image/png").Produces(StatusCodes.Status204NoContent);
        run.MapGet("/report.html", ReadPageAsync).WithName("getRunReportPage").Produces<string>(StatusCodes.Status200OK, "text/html");
    }

    private static async Task<Ok<JsonNode>> ReadAsync(Guid id, DataFolder data, CancellationToken cancel)
    {
        var run = await data.Runs.FindAsync(id, cancel) ?? throw ProblemException.NotFound("run");
        var report = JsonNode.Parse(await File.ReadAllTextAsync(Require(data, run, "report.json"), cancel))!;
        foreach (var named in (report["worst_items"] as JsonArray ?? []).Concat(report["unlike_items"] as JsonArray ?? []))
        {
            if (await FindItemAsync(data, run, named!["id"]!.GetValue<string>(), cancel) is { } item)
            {
                named["itemId"] = item;
            }
        }

        foreach (var finding in report["findings"] as JsonArray ?? [])
        {
            if (await FindItemAsync(data, run, finding!["item"]!.GetValue<string>(), cancel) is { } item)
            {
                finding["itemId"] = item;
            }
        }

        return TypedResults.Ok(report);
    }

    private static async Task<Results<PhysicalFileHttpResult, NoContent>> ReadVariantsAsync(
        Guid id, HttpContext context, DataFolder data, CancellationToken cancel)
    {
        var run = await data.Runs.FindAsync(id, cancel) ?? throw ProblemException.NotFound("run");
        context.Response.Headers.CacheControl = "no-store"; // a resumed run draws them anew
        var path = Path.Combine(data.RunFolder(run.Id), VariantSheet.FileName);
        return File.Exists(path) ? TypedResults.PhysicalFile(path, "image/png") : TypedResults.NoContent();
    }

    private static async Task<PhysicalFileHttpResult> ReadPageAsync(
        Guid id, HttpContext context, DataFolder data, CancellationToken cancel)
    {
        var run = await data.Runs.FindAsync(id, cancel) ?? throw ProblemException.NotFound("run");
        var path = Require(data, run, "report.html");
        context.Response.Headers.ContentSecurityPolicy = SecurityHeaders.ReportPolicy;
        return TypedResults.PhysicalFile(path, "text/html; charset=utf-8");
    }

    private static async Task<Guid?> FindItemAsync(DataFolder data, Run run, string id, CancellationToken cancel)
    {
        var item = Guid.TryParse(id, out var itemId)
            ? await data.Items.FindAsync(itemId, cancel)
            : await data.Items.FindByNameAsync(run.ProjectId, id, cancel);
        return item is { DeletedAt: null } && item.ProjectId == run.ProjectId ? item.Id : null;
    }

    private static string Require(DataFolder data, Run run, string file)
    {
        var path = Path.Combine(data.RunFolder(run.Id), file);
        return File.Exists(path) ? path : throw new ProblemException(
                StatusCodes.Status404NotFound, "no-report", "No report yet", "This run has no report: it is written once the model has been evaluated.");
    }
}
