namespace Labelsmith.Metrics;

/// <summary>How the scores of single classes become one number.</summary>
public enum Averaging
{
    /// <summary>Every class that occurs in truth or prediction weighs the same.</summary>
    Macro,

    /// <summary>The counts of all classes are added first, then scored once.</summary>
    Micro,

    /// <summary>A class weighs as much as it has items in truth.</summary>
    Weighted,
}

/// <summary>The averages that precision, recall and F1 share.</summary>
internal static class Average
{
    /// <summary>Scores one class, or all of them together, from three counts.</summary>
    public delegate double FromCounts(long hits, long truths, long predictions);

    public static double Of(ConfusionMatrix matrix, Averaging averaging, FromCounts score) => Of(
        matrix.ClassCount, label => (matrix[label, label], matrix.TruthCount(label), matrix.PredictedCount(label)), averaging, score);

    /// <param name="counts">Of a class: where both agree, all true ones, all predicted ones.</param>
    public static double Of(
        int classCount, Func<int, (long Hits, long Truths, long Predictions)> counts, Averaging averaging, FromCounts score)
    {
        long hits = 0, truths = 0, predictions = 0;
        double sum = 0, weights = 0;
        for (var label = 0; label < classCount; label++)
        {
            var (hit, truth, predicted) = counts(label);
            if (truth + predicted == 0)
            {
                continue;
            }

            (hits, truths, predictions) = (hits + hit, truths + truth, predictions + predicted);
            var weight = averaging == Averaging.Weighted ? truth : 1;
            sum += weight * score(hit, truth, predicted);
            weights += weight;
        }

        return averaging == Averaging.Micro && truths > 0 ? score(hits, truths, predictions) : sum / weights;
    }

    public static double Ratio(double part, double whole) => whole > 0 ? part / whole : 0;
}
