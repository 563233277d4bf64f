namespace Labelsmith.Learning.Models;

/// <summary>What a network says of a whole item.</summary>
public enum ItemHead
{
    /// <summary>Logits of classes of which one is true; exported with a softmax.</summary>
    Classes,

    /// <summary>Logits of labels of which any number is true; exported with a sigmoid.</summary>
    Labels,

    /// <summary>A number, and the logarithm of half the width of its interval; exported as number and half width.</summary>
    Number,
}
