using System.Text.Json;
using Labelsmith.Domain;
using Labelsmith.Domain.Schema;
using Labelsmith.Formats;
using Labelsmith.Server.Importing;
using Labelsmith.Storage;

namespace Labelsmith.Server.Samples;

/// <summary>Makes the sample projects, each once: one that somebody has thrown away does not come back.</summary>
internal sealed partial class SampleProjects(DataFolder data, ItemImporter importer, ILogger<SampleProjects> log)
{
    /// <summary>Who has labelled the samples.</summary>
    public const string Author = "sample";

    /// <param name="folder">With a folder for each sample: the data, and <c>project.json</c>.</param>
    public async Task EnsureAsync(string folder, CancellationToken cancel)
    {
        var samples = Directory.EnumerateDirectories(folder).Where(sample => File.Exists(Description(sample)));
        foreach (var sample in samples.Order(StringComparer.Ordinal))
        {
            if (await data.Projects.FindSampleAsync(Path.GetFileName(sample), cancel) is null)
            {
                await MakeAsync(sample, cancel);
            }
        }
    }

    private async Task MakeAsync(string sample, CancellationToken cancel)
    {
        var description = JsonSerializer.Deserialize<SampleDescription>(
            await File.ReadAllTextAsync(Description(sample), cancel), DomainJson.Options)!;

        // what was broken off in the middle is cleared away, so that no half of a sample stands there
        var name = Path.GetFileName(sample);
        var project = await data.Projects.AddAsync(
            description.Name, description.Medium, description.Schema, description.Guidelines, cancel: cancel);
        try
        {
            var report = await importer.ImportAsync(project, DatasetReader.Open(sample), Author, cancel);
            await data.Projects.NameSampleAsync(project.Id, name, cancel);
            LogMade(log, project.Name, report.Added, report.Faults.Count);
        }
        catch
        {
            await data.Projects.DeleteAsync(project.Id, CancellationToken.None);
            throw;
        }
    }

    private static string Description(string sample) => Path.Combine(sample, "project.json");

    [LoggerMessage(LogLevel.Information, "Sample project '{Name}': {Added} items, {Faults} faults.")]
    private static partial void LogMade(ILogger log, string name, int added, int faults);
}

/// <summary><c>project.json</c> of a sample.</summary>
internal sealed record SampleDescription(string Name, Medium Medium, LabelSchema Schema, string Guidelines = "");
