namespace Labelsmith.Domain.Datasets;

/// <summary>A question to a language model, which answers with a class or not at all.</summary>
/// <param name="Question">In words, such as <c>Is this mail unwanted advertising?</c>.</param>
/// <param name="Server">That speaks OpenAI's protocol, up to and with <c>/v1</c>.</param>
/// <param name="Model">The server's name for it.</param>
/// <param name="Most">How many texts it is asked about.</param>
public sealed record Prompt(string Question, Uri Server, string Model, int Most)
{
    /// <summary>Where nothing else is said.</summary>
    public const int UsualMost = 1000;
}
