using System.Numerics.Tensors;
using Labelsmith.Domain;

namespace Labelsmith.Learning.Inference;

/// <summary>What a row of a network's output says of a whole item.</summary>
internal static class ItemAnswers
{
    /// <summary>For the task of a card: of an item's id, its row, and its features where the model tells them.</summary>
    public static Func<string, float[], float[]?, ItemOutput> Of(ModelCard card) => card.Task switch
    {
        TaskKind.Regression => (id, row, _) => new NumberOutput(id, row[0], row[1]),
        TaskKind.Multilabel => (id, row, _) => new LabelSetOutput(id, Probabilities(row)),
        _ => Class,
    };

    /// <summary>One class.</summary>
    public static ItemOutput Class(string id, float[] row, float[]? features) => new ClassOutput(id, row) { Features = features };

    /// <summary>Models of others may end with logits.</summary>
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
