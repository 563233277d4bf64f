namespace Labelsmith.Learning.Text;

/// <summary>Chooses how far weights are held back, by what items say that were not learned from.</summary>
internal static class CrossValidation
{
    private const int MostFolds = 5;
    private const int MostIterations = 60;

    private static readonly double[] _strengths = [0.3, 1, 3, 10, 30, 100];

    /// <summary>The choice, with the logits that it was made on.</summary>
    /// <param name="Strength">C of <see cref="SoftmaxRegression"/>.</param>
    /// <param name="Logits">Shape (n, K): out of fold; empty where there were too few texts to hold any out.</param>
    /// <param name="Labels">Shape (n): theirs.</param>
    public sealed record Choice(double Strength, IReadOnlyList<double[]> Logits, IReadOnlyList<int> Labels);

    /// <summary>Chooses the strength with the smallest cross entropy, each class weighing the same.</summary>
    /// <param name="hasTime">Asked before each fold, on any thread; what is done by then decides.</param>
    public static Choice Choose(LabelledVectors data, int seed, Func<bool> hasTime, CancellationToken cancellation)
    {
        var folds = Folds(data, seed);
        var judged = new (double Loss, List<double[]> Logits)[folds.Count][]; // by fold and strength; null where time was up
        Parallel.For(0, folds.Count, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount }, fold =>
        {
            if (hasTime())
            {
                judged[fold] = Judge(data, folds[fold], cancellation);
            }
        });
        var losses = new double[_strengths.Length];
        var logits = _strengths.Select(_ => new List<double[]>()).ToArray();
        var labels = new List<int>();
        foreach (var (fold, own) in judged.Index().Where(entry => entry.Item is not null))
        {
            for (var i = 0; i < _strengths.Length; i++)
            {
                losses[i] += own[i].Loss;
                logits[i].AddRange(own[i].Logits);
            }

            labels.AddRange(folds[fold].Select(row => data.Labels[row]));
        }

        var best = labels.Count == 0 ? Array.IndexOf(_strengths, 10) : Array.IndexOf(losses, losses.Min());
        return new Choice(_strengths[best], logits[best], labels);
    }

    /// <summary>Rows held out together; classes are spread evenly.</summary>
    private static List<List<int>> Folds(LabelledVectors data, int seed)
    {
        var byClass = Enumerable.Range(0, data.Labels.Length).GroupBy(row => data.Labels[row]).ToList();
        var count = Math.Min(MostFolds, byClass.Max(rows => rows.Count()));
        var folds = Enumerable.Range(0, count < 2 ? 0 : count).Select(_ => new List<int>()).ToList();
        var random = new Random(seed);
        foreach (var rows in byClass.Where(_ => folds.Count > 0))
        {
            var shuffled = rows.ToArray();
            random.Shuffle(shuffled);
            for (var i = 0; i < shuffled.Length; i++)
            {
                folds[i % folds.Count].Add(shuffled[i]);
            }
        }

        return folds;
    }

    /// <summary>By strength: the loss on a fold, and its logits.</summary>
    private static (double Loss, List<double[]> Logits)[] Judge(LabelledVectors data, List<int> fold, CancellationToken cancellation)
    {
        var held = data.Only(fold);
        var rest = data.Only(Enumerable.Range(0, data.Labels.Length).Except(fold));
        var weights = SoftmaxRegression.Balance(held);
        var model = SoftmaxRegression.Zero(data.ClassCount, data.ColumnCount);
        return Array.ConvertAll(_strengths, strength =>
        {
            cancellation.ThrowIfCancellationRequested();
            model.Fit(rest, strength, MostIterations); // from the optimum of the strength before: close by
            return Judge(model, held, weights);
        });
    }

    private static (double Loss, List<double[]> Logits) Judge(SoftmaxRegression model, LabelledVectors held, double[] weights)
    {
        var loss = 0.0;
        var logits = new List<double[]>();
        for (var row = 0; row < held.Labels.Length; row++)
        {
            var scores = new double[held.ClassCount];
            model.Score(held.Vectors[row], scores);
            logits.Add([.. scores]);
            loss += weights[row] * Softmax.CrossEntropy(scores, held.Labels[row]);
        }

        return (loss, logits);
    }
}
