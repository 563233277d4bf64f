using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Evaluation;
using Labelsmith.Learning.Reporting;
using Labelsmith.Server.Projects;
using Labelsmith.Storage;
using Labelsmith.Storage.Models;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Labelsmith.Server.Annotations;

/// <summary>What accepting all predictions from a score on would give, told beforehand.</summary>
internal static class AcceptanceEndpoints
{
    public static void MapAcceptance(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/projects/{id:guid}/predictions/acceptance", ReadAsync).WithTags("Annotations").WithName("getAcceptance")
            .WithDescription("By the answers of the classifier in service to its test items; without such a model there are no points.");

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

    /// <summary>Of the model in service, for the predictions that wait are its own; null where its files are gone.</summary>
    private static async Task<RunReport?> FindReportAsync(DataFolder data, Guid project, CancellationToken cancel)
    {
        var models = await data.Models.ListAsync(project, cancel);
        if (Model.InService(models.Where(model => model.Task == TaskKind.Classification)) is not { } serving)
        {
            return null;
        }

        try
        {
            return ReportJson.Read(Path.Combine(data.Path, Path.GetDirectoryName(serving.Folder)!));
        }
        catch (BadDataException)
        {
            return null;
        }
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
