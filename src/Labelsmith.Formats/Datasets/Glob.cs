using System.Text;
using System.Text.RegularExpressions;

namespace Labelsmith.Formats.Datasets;

/// <summary>Patterns of relative paths: <c>*</c> and <c>?</c> within a folder, <c>**</c> over folders, <c>{a,b}</c> for alternatives.</summary>
internal sealed class Glob
{
    private readonly Regex regex;

    public Glob(string pattern) => regex = new Regex(Translate(pattern.Replace('\\', '/')), RegexOptions.NonBacktracking | RegexOptions.Singleline);

    /// <param name="path">With <c>/</c> between folders.</param>
    public bool Matches(string path) => regex.IsMatch(path);

    private static string Translate(string pattern)
    {
        var result = new StringBuilder("^");
        var depth = 0;
        for (var at = 0; at < pattern.Length; at++)
        {
            var rest = pattern.AsSpan(at);
            if (rest.StartsWith("**/"))
            {
                result.Append("(?:[^/]+/)*");
                at += 2;
            }
            else if (rest.StartsWith("**"))
            {
                result.Append(".*");
                at++;
            }
            else
            {
                depth += pattern[at] == '{' ? 1 : pattern[at] == '}' && depth > 0 ? -1 : 0;
                result.Append(pattern[at] switch
                {
                    '*' => "[^/]*",
                    '?' => "[^/]",
                    '{' => "(?:",
                    '}' when result.ToString().Contains("(?:", StringComparison.Ordinal) => ")",
                    ',' when depth > 0 => "|",
                    var other => Regex.Escape(other.ToString()),
                });
            }
        }

        return result.Append(')', depth).Append('$').ToString();
    }
}
