using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Labelsmith.Bench.Rows;
using Labelsmith.Domain.Datasets;
using Labelsmith.Formats;
using Labelsmith.Learning.Text.Tagging;

namespace Labelsmith.Bench.Accuracy;

/// <summary>What a plain classifier of tokens makes of the same window features: scikit-learn's logistic regression, in bench/tokens.py.</summary>
internal static class TokenPeer
{
    public const string Method = "scikit-learn";

    private static readonly string _script = Setting("LABELSMITH_PEER");

    /// <summary>Writes the tokens, lets scikit-learn learn and test, and reads its figure.</summary>
    /// <returns>Null where it failed; it has said why.</returns>
    public static BenchResult? Run(BenchRow row)
    {
        var folder = Directory.CreateTempSubdirectory("labelsmith-peer-");
        try
        {
            var start = Stopwatch.GetTimestamp();
            var data = DatasetReader.Open(Path.Combine(Setting("LABELSMITH_DATA"), row.Data));
            var labels = 0;
            foreach (var split in (Split[])[Split.Train, Split.Validation, Split.Test])
            {
                labels += Write(Path.Combine(folder.FullName, $"{split}.txt"), data, split);
            }

            using var process = Process.Start(new ProcessStartInfo("/usr/bin/python3", [_script, folder.FullName]) { RedirectStandardOutput = true })!;
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode != 0 ? null : new BenchResult(
                row.Key, Method, 0, row.MetricName, JsonDocument.Parse(output).RootElement.GetProperty(row.Metric).GetDouble(), null, labels, row.Minutes,
                Math.Round(Stopwatch.GetElapsedTime(start).TotalSeconds, 1), Setting("LABELSMITH_COMMIT"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>A line a token: its state (outside, or the type and whether it begins), then the numbers of what is seen of it; an empty line after each
    /// piece that is tagged by itself.</summary>
    /// <returns>How many texts may be learned from.</returns>
    private static int Write(string file, Dataset data, Split split)
    {
        using var output = new StreamWriter(file);
        var count = 0;
        foreach (var item in data.Items.Where(item => item.Split == split && item.IsLabelled))
        {
            var text = LabelledText.Of(item, data.Classes);
            var states = TagStates.Of(text.Text.Words, text.Spans);
            foreach (var piece in text.Text.Pieces)
            {
                foreach (var (state, features) in states[piece].Zip(text.Text.Features[piece]))
                {
                    var tag = state == TagStates.Outside ? "O" : $"{(TagStates.Begins(state) ? "B" : "I")}-{TagStates.TypeOf(state)}";
                    output.WriteLine($"{tag} {string.Join(' ', features.Select(bucket => bucket.ToString(CultureInfo.InvariantCulture)))}");
                }

                output.WriteLine();
            }

            count += split == Split.Test ? 0 : 1;
        }

        return count;
    }

    private static string Setting(string name) =>
        Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} is not set: start bench/accuracy.");
}
