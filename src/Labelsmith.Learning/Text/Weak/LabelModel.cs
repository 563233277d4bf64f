namespace Labelsmith.Learning.Text.Weak;

/// <summary>What many votes of unequal worth say together: how often each function is right is learned from how they agree with
/// each other, and with the labels that are known, by expectation and maximisation.</summary>
/// <remarks>
/// The generative model of Ratner et al. (2016), "Data programming", arXiv:1605.07723, with functions that err independently of each
/// other: a function that votes is right with a probability of its own, and otherwise votes for any other class alike; that it
/// abstains tells nothing. Fitted as Dawid and Skene (1979), doi:10.2307/2346806. Deviations: classes that are known stay; a
/// function starts as if it had been right in <see cref="Prior"/> of <see cref="PriorVotes"/> votes; and all classes are as likely
/// beforehand, because a larger one would win the texts with a single vote for a smaller one, then take the trust from the functions
/// that vote so, and in the end all texts.
/// </remarks>
internal sealed class LabelModel
{
    private const double Prior = 0.75;
    private const double PriorVotes = 8;
    private const int MostIterations = 100;
    private const double Tolerance = 1e-6;

    private readonly int[][] _votes;
    private readonly int[] _known;
    private readonly int _classCount;

    private LabelModel(int[][] votes, int[] known, int classCount)
    {
        (_votes, _known, _classCount) = (votes, known, classCount);
        Accuracies = [.. votes.Select(_ => Prior)];
        Posteriors = new double[known.Length][];
    }

    /// <summary>Shape (F): how often each function is right where it votes, as far as can be told.</summary>
    public double[] Accuracies { get; }

    /// <summary>Shape (N, K): of each text's classes.</summary>
    public double[][] Posteriors { get; }

    /// <summary>Fits.</summary>
    /// <param name="votes">Shape (F, N): classes, or <see cref="Voting.Abstain"/>.</param>
    /// <param name="known">Shape (N): true classes, -1 where they are not known.</param>
    /// <param name="classCount">K, at least 2.</param>
    public static LabelModel Fit(int[][] votes, int[] known, int classCount)
    {
        var model = new LabelModel(votes, known, classCount);
        var change = 1.0;
        for (var i = 0; i < MostIterations && change > Tolerance; i++)
        {
            model.Expect();
            change = model.Maximise();
        }

        model.Expect();
        return model;
    }

    private void Expect()
    {
        for (var text = 0; text < _known.Length; text++)
        {
            var scores = new double[_classCount];
            for (var function = 0; function < _votes.Length; function++)
            {
                if (_votes[function][text] is not Voting.Abstain and var vote)
                {
                    var wrong = Math.Log((1 - Accuracies[function]) / (scores.Length - 1));
                    for (var label = 0; label < scores.Length; label++)
                    {
                        scores[label] += label == vote ? Math.Log(Accuracies[function]) : wrong;
                    }
                }
            }

            Softmax.Apply(scores);
            if (_known[text] >= 0)
            {
                Array.Clear(scores);
                scores[_known[text]] = 1;
            }

            Posteriors[text] = scores;
        }
    }

    /// <returns>The largest change of an accuracy.</returns>
    private double Maximise()
    {
        var change = 0.0;
        for (var function = 0; function < _votes.Length; function++)
        {
            var (right, count) = (Prior * PriorVotes, PriorVotes);
            for (var text = 0; text < _known.Length; text++)
            {
                if (_votes[function][text] is not Voting.Abstain and var vote)
                {
                    right += Posteriors[text][vote];
                    count++;
                }
            }

            change = Math.Max(change, Math.Abs(right / count - Accuracies[function]));
            Accuracies[function] = Math.Clamp(right / count, 0.001, 0.999);
        }

        return change;
    }
}
