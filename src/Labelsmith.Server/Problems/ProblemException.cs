namespace Labelsmith.Server.Problems;

/// <summary>A request that cannot be done, as its sender is told.</summary>
/// <param name="status">HTTP's.</param>
/// <param name="type">Stable: clients tell problems apart by it.</param>
/// <param name="title">What it is, in a few words.</param>
/// <param name="sentence">What happened and what to do; a whole sentence for the user.</param>
public sealed class ProblemException(int status, string type, string title, string sentence) : Exception(sentence)
{
    public int Status { get; } = status;

    public string Type { get; } = type;

    public string Title { get; } = title;

    /// <summary>Further members of the answer.</summary>
    public IDictionary<string, object?> Extensions { get; init; } = new Dictionary<string, object?>();

    public static ProblemException NotFound(string what) =>
        new(StatusCodes.Status404NotFound, "not-found", "Not found", $"There is no such {what}: it may have been removed by somebody else.");

    public static ProblemException Invalid(string sentence) =>
        new(StatusCodes.Status400BadRequest, "invalid", "Invalid request", sentence);

    public static ProblemException Conflict(string type, string title, string sentence) =>
        new(StatusCodes.Status409Conflict, type, title, sentence);
}
