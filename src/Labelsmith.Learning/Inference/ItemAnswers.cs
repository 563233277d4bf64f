using System.Numerics.Tensors;
using Labelsmith.Domain;

namespace Labelsmith.Learning.Inference;

/// <summary>What a row of a network's output says of a whole item.</summary>
internal static class ItemAnswers
{
    /// <summary>For the task of a card: of an item's id and its row.</summary>
    public static Func<string, float[], ItemOutput> Of(ModelCard card) => card.Task switch
    {
        TaskKind.Regression => (id, row) => new NumberOutput(id, row[0], row[1]),
        TaskKind.Multilabel => (id, row) => new LabelSetOutput(id, Probabilities(row)),
        _ => (id, row) => new ClassOutput(id, Distribution(row)),
    };

    /// <summary>Models of others may end with logits.</summary>
    private static float[] Distribution(float[] row)
    {
        if (row.Min() >= 0 && Math.Abs(row.Sum() - 1) < 1e-2)
        {
            return row;
        }

        var probabilities = new float[row.Length];
        TensorPrimitives.SoftMax<float>(row, probabilities);
        return probabilities;
    }

    private static float[] Probabilities(float[] row)
    {
        if (row.Min() >= 0 && row.Max() <= 1)
        {
            return row;
        }

        var probabilities = new float[row.Length];
        TensorPrimitives.Sigmoid<float>(row, probabilities);
        return probabilities;
    }
}
