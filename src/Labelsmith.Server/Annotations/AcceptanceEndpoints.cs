using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Evaluation;
using Labelsmith.Learning.Reporting;
using Labelsmith.Server.Projects;
using Labelsmith.Storage;
using Labelsmith.Storage.Runs;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Labelsmith.Server.Annotations;

/// <summary>What accepting all predictions from a score on would give, told beforehand.</summary>
internal static class AcceptanceEndpoints
{
    public static void MapAcceptance(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/projects/{id:guid}/predictions/acceptance", ReadAsync).WithTags("Annotations").WithName("getAcceptance")
            .WithDescription("By the newest classifier's answers to its test items; without such a model there are no points.");

    private static async Task<Ok<AcceptanceView>> ReadAsync(Guid id, DataFolder data, CancellationToken cancel)
    {
        await data.RequireProjectAsync(id, cancel);
        var report = await FindReportAsync(data, id, cancel);
        var curve = report?.CoverageCurve ?? [];
        var (waiting, counts) = await data.Predictions.CountAsync(id, [.. curve.Select(point => point.Threshold)], cancel);
        return TypedResults.Ok(new AcceptanceView(
            report?.Counts.Test ?? 0, waiting,
            [.. curve.Zip(counts, (point, count) => new AcceptancePoint(point.Threshold, count, point.Precision, point.PrecisionLow))]));
    }

    private static async Task<RunReport?> FindReportAsync(DataFolder data, Guid project, CancellationToken cancel)
    {
        foreach (var run in (await data.Runs.ListAsync(project, cancel: cancel)).Where(run => run.State == RunState.Succeeded))
        {
            try
            {
                if (ReportJson.Read(data.RunFolder(run.Id)) is { Task: TaskKind.Classification } report)
                {
                    return report;
                }
            }
            catch (BadDataException)
            {
                continue; // a run whose files are gone tells nothing
            }
        }

        return null;
    }
}

/// <summary>How many predictions would be accepted, and how many of them rightly.</summary>
/// <param name="TestItems">On how many items the precision was measured.</param>
/// <param name="Waiting">Predictions that can be accepted at all.</param>
/// <param name="Points">From the highest score to the lowest; empty: nothing is known of the predictions' precision.</param>
public sealed record AcceptanceView(int TestItems, int Waiting, IReadOnlyList<AcceptancePoint> Points);

/// <param name="MinScore">All predictions from here on.</param>
/// <param name="Accepted">So many they are.</param>
/// <param name="Precision">Share that is right, as on the test items.</param>
/// <param name="PrecisionLow">Lower bound: with 95 % it holds for all points together.</param>
public sealed record AcceptancePoint(double MinScore, int Accepted, double Precision, double PrecisionLow);
