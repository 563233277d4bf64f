using System.Globalization;
using Labelsmith.Learning.Runs;

namespace Labelsmith.Cli.Progress;

/// <summary>Shows how far a run is: a bar that is drawn over on a terminal, lines elsewhere.</summary>
/// <param name="output">Standard error.</param>
/// <param name="isTerminal">Whether lines can be drawn over.</param>
/// <param name="time">Keeps the drawing rare.</param>
internal sealed class ProgressDisplay(TextWriter output, bool isTerminal, TimeProvider time) : IDisposable
{
    private const int BarWidth = 24;
    private static readonly TimeSpan _redraw = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _quiet = TimeSpan.FromSeconds(15);

    private readonly Lock _lock = new();
    private LearningStage? _stage;
    private EpochReport? _epoch;
    private long _shown;
    private int _drawn; // characters of the bar that stand on the terminal

    /// <summary>May be called from any thread.</summary>
    public void Show(LearningProgress progress)
    {
        lock (_lock)
        {
            var isNews = progress.Stage != _stage || progress.Epoch is not null || progress.Message is not null;
            _stage = progress.Stage;
            _epoch = progress.Stage == LearningStage.Train ? progress.Epoch ?? _epoch : null;
            if (progress.Message is { } message)
            {
                Erase();
                output.WriteLine(message);
            }

            if (isNews || time.GetElapsedTime(_shown) >= (isTerminal ? _redraw : _quiet))
            {
                _shown = time.GetTimestamp();
                Draw(progress);
            }
        }
    }

    /// <summary>Takes the bar away, so that results can follow.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            Erase();
        }
    }

    public void Dispose() => Clear();

    private void Draw(LearningProgress progress)
    {
        var line = $"{progress.Stage.ToString().ToLowerInvariant(),-10} {Bar(progress.Fraction)}{Percent(progress.Fraction),4} %{Details(progress)}";
        if (!isTerminal)
        {
            output.WriteLine(line);
            return;
        }

        Erase();
        var width = Width();
        line = line.Length < width ? line : line[..(width - 1)];
        output.Write(line);
        output.Flush();
        _drawn = line.Length;
    }

    private void Erase()
    {
        if (_drawn > 0)
        {
            output.Write('\r' + new string(' ', _drawn) + '\r');
            _drawn = 0;
        }
    }

    private string Bar(double fraction)
    {
        var full = (int)Math.Round(fraction * BarWidth);
        return isTerminal ? new string('█', full) + new string('░', BarWidth - full) + " " : "";
    }

    private string Details(LearningProgress progress)
    {
        var epoch = _epoch is { } last
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"  epoch {last.Number} of {last.Of}  loss {last.TrainLoss:0.0000}  {last.ScoreName} {last.ValidationScore:0.0000}")
            : "";
        return epoch + (progress.Left is { } left ? $"  {Duration(left)} left" : "");
    }

    private static int Percent(double fraction) => (int)Math.Round(100 * fraction);

    private static string Duration(TimeSpan time) =>
        time.ToString(time.TotalHours >= 1 ? @"h\:mm\:ss" : @"m\:ss", CultureInfo.InvariantCulture);

    private static int Width()
    {
        try
        {
            return Console.WindowWidth is > 20 and var width ? width : 80;
        }
        catch (IOException)
        {
            return 80; // no terminal knows its size
        }
    }
}
