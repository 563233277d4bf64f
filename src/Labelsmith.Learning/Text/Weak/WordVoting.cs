using Labelsmith.Domain;

namespace Labelsmith.Learning.Text.Weak;

/// <summary>Votes where a text contains one of some words, or of some rows of words, whatever their case.</summary>
internal sealed class WordVoting(IReadOnlyList<string> words, int label) : Voting
{
    private const char Between = '\u001f';

    private readonly HashSet<string> _single = [.. words.Select(Joined).Where(word => word.AsSpan().Count(Between) == 2)];
    private readonly string[] _rows = [.. words.Select(Joined).Where(word => word.AsSpan().Count(Between) > 2)];

    public override int[] Vote(IReadOnlyList<string> texts, CancellationToken cancellation)
    {
        var votes = new int[texts.Count];
        Parallel.For(0, votes.Length, new ParallelOptions { CancellationToken = cancellation }, i => votes[i] = Contains(texts[i]) ? label : Abstain);
        return votes;
    }

    private bool Contains(string text) =>
        Words.Find(text).Exists(word => _single.Contains(Joined(text[word])))
        || (_rows.Length > 0 && Joined(text) is var joined && Array.Exists(_rows, row => joined.Contains(row, StringComparison.Ordinal)));

    /// <summary>The words in lower case, each between two marks.</summary>
    private static string Joined(string text) =>
        Between + string.Concat(Words.Find(text).Select(word => text[word].ToLowerInvariant() + Between));
}
