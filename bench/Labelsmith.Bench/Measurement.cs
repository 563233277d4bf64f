using System.Diagnostics;
using System.Text.Json;

namespace Labelsmith.Bench;

/// <summary>Times of one setting.</summary>
/// <param name="Check">A number that both sides must agree on: the first loss, or the mean output.</param>
/// <param name="Milliseconds">Of each repetition.</param>
internal sealed record Measurement(double Check, IReadOnlyList<double> Milliseconds)
{
    private const int WarmUps = 3;
    private const int Least = 5;

    /// <summary>Repeats <paramref name="once"/> for a while; the first times are not counted.</summary>
    public static Measurement Take(TimeSpan duration, Func<double> once)
    {
        var check = once();
        for (var i = 1; i < WarmUps; i++)
        {
            once();
        }

        var times = new List<double>();
        var start = Stopwatch.GetTimestamp();
        while (times.Count < Least || Stopwatch.GetElapsedTime(start) < duration)
        {
            var before = Stopwatch.GetTimestamp();
            once();
            times.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
        }

        return new Measurement(check, times);
    }

    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);
}
