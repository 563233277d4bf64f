using System.Globalization;

namespace Labelsmith.Learning.Evaluation;

/// <summary>Finds models that have learned nothing: their predictions should not be accepted by the hundred.</summary>
public static class Guesswork
{
    /// <summary>A sentence where the model is right no more often than a constant answer would be; else null.</summary>
    /// <remarks>Of a constant answer, accuracy is the share of the most frequent class: of items, or of pixels. Where all
    /// truth is of one class, nothing can be told.</remarks>
    public static string? Find(EvaluationResult test)
    {
        if (test.ConfusionMatrix is { } matrix)
        {
            var frequencies = matrix.Select(row => row.Sum()).ToArray();
            var (total, constant) = (frequencies.Sum(), frequencies.Max());
            var right = matrix.Select((row, i) => row[i]).Sum();
            return right <= constant && constant < total
                ? string.Create(CultureInfo.InvariantCulture,
                    $"On the test items the model is no better than always answering '{test.Classes[frequencies.IndexOf(constant)]}' ({100.0 * right / total:0.0} % right against {100.0 * constant / total:0.0} %): don't accept its predictions; label more, or give it more minutes.")
                : null;
        }

        if (test.Metrics.TryGetValue("mae_constant", out var without) && test.Metrics["mae"] >= without)
        {
            return string.Create(CultureInfo.InvariantCulture,
                $"On the test items the model is no better than always answering the mean of the numbers learned from (mean absolute error {test.Metrics["mae"]:G4} against {without:G4}): don't accept its predictions; label more, or give it more minutes.");
        }

        if (test.Metrics.ContainsKey("subset_accuracy") && test.Metrics.GetValueOrDefault("f1_micro") == 0)
        {
            return "On the test items the model gives none of the true labels: don't accept its predictions; label more of each label.";
        }

        if (test.Metrics.TryGetValue("segment_f1", out var heard) && heard == 0)
        {
            return "On the test items the model finds none of the segments: don't accept its predictions; label more of each label.";
        }

        return test.Metrics.TryGetValue("span_f1", out var found) && found == 0
            ? "On the test items the model finds none of the spans: don't accept its predictions; label more of each label."
            : null;
    }
}
