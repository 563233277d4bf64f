namespace Labelsmith.Domain.Datasets;

/// <summary>What is wrong with one file, line or item, said to the person who brought it.</summary>
/// <param name="Where">The file, with <c>:line</c> where it has lines, or the item's id.</param>
/// <param name="Sentence">What is wrong and what to do; a whole sentence.</param>
public sealed record Fault(string Where, string Sentence)
{
    public override string ToString() => $"{Where}: {Sentence}";
}

/// <summary>One item cannot be used; the others go on.</summary>
public sealed class BadItemException(Fault fault, Exception? inner = null) : Exception(fault.ToString(), inner)
{
    public Fault Fault { get; } = fault;
}

/// <summary>The data as a whole cannot be used. The message is for the user: what, where, what to do.</summary>
public sealed class BadDataException(string message, Exception? inner = null) : Exception(message, inner);
