using System.Text.RegularExpressions;

namespace Labelsmith.Learning.Text.Weak;

/// <summary>Votes where a text contains a regular expression.</summary>
/// <remarks>Neither an expression nor a text can hold a run up: expressions are matched in linear time where .NET can do so, and
/// in any case within <see cref="_most"/> a text; one that was too slow <see cref="MostSlow"/> times abstains from then on.</remarks>
internal sealed class PatternVoting : Voting
{
    private const int MostSlow = 10;
    private const int MostCharacters = 100_000; // of a text

    private static readonly TimeSpan _most = TimeSpan.FromMilliseconds(100);

    private readonly string _name;
    private readonly Regex _pattern;
    private readonly int _label;
    private int _slow;

    public PatternVoting(string name, string pattern, int label)
    {
        (_name, _label) = (name, label);
        try
        {
            _pattern = new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, _most);
        }
        catch (NotSupportedException) // it looks around or back
        {
            _pattern = new Regex(pattern, RegexOptions.CultureInvariant, _most);
        }
    }

    public override string? Complaint => _slow == 0
        ? null
        : $"The pattern of '{_name}' took too long on {(_slow < MostSlow ? $"{_slow} texts" : "many texts, and was then left out")}: simplify it.";

    public override int[] Vote(IReadOnlyList<string> texts, CancellationToken cancellation)
    {
        var votes = new int[texts.Count];
        for (var i = 0; i < votes.Length; i++) // not on all cores: which texts are slow must not hang on chance
        {
            cancellation.ThrowIfCancellationRequested();
            votes[i] = IsMatch(texts[i]) ? _label : Abstain;
        }

        return votes;
    }

    private bool IsMatch(string text)
    {
        try
        {
            return _slow < MostSlow && _pattern.IsMatch(text.AsSpan(0, Math.Min(text.Length, MostCharacters)));
        }
        catch (RegexMatchTimeoutException)
        {
            _slow++;
            return false;
        }
    }
}
