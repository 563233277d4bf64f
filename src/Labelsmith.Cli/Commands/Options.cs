using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Labelsmith.Domain;
using Labelsmith.Formats;

namespace Labelsmith.Cli.Commands;

/// <summary>Arguments and options that several commands take, with the sentences that refuse what they cannot be.</summary>
internal static class Options
{
    public static Argument<string> Data(string name = "DATA", string description = "A folder or file of items.") =>
        new(name) { Description = description };

    public static Option<string?> From() => new("--from")
    {
        Description = "How the data is to be read: a key of 'labelsmith formats'. Default: as its dataset.yaml says, else by content.",
        HelpName = "FORMAT",
    };

    public static Option<string?> Labels() => new("--labels")
    {
        Description = "Labels for the items of DATA, by their ids, in a file of any format that 'labelsmith formats' can read.",
        HelpName = "FILE",
    };

    public static Option<TaskKind?> Task() => new("--task")
    {
        Description = "What to answer: " + string.Join(", ", TaskNames) + ". Default: what the data's labels answer.",
        HelpName = "KIND",
        CustomParser = ParseTask,
    };

    public static Option<string> Model() => new("--model")
    {
        Description = "The folder model/ of a run, the model.onnx in it, or a model of images of your own, an ONNX file with its description in a YAML file beside it.",
        HelpName = "DIR|FILE",
        Required = true,
    };

    public static Option<bool> Json(string description = "Write JSON to standard output.") => new("--json") { Description = description };

    public static Option<int?> Count(string name, string description, int least = 1) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result => Parse(result, least, $"a whole number of at least {least}", int.TryParse),
    };

    public static Option<double?> Minutes() => new("--minutes")
    {
        Description = "Bounds the wall time of the whole command.",
        HelpName = "N",
        CustomParser = result => Parse(result, double.Epsilon, "a number above 0", double.TryParse),
    };

    /// <summary>A key of the catalogue, checked here so that a wrong one is a matter of usage.</summary>
    public static void CheckFormat(Option<string?> option, Func<IFormat, bool> fits) => option.Validators.Add(result =>
    {
        var keys = FormatCatalog.All.Where(fits).Select(format => format.Key).ToList();
        if (result.Tokens is [{ Value: var key }, ..] && !keys.Contains(key))
        {
            result.AddError($"{option.Name} cannot be '{key}': choose one of {string.Join(", ", keys)}.");
        }
    });

    private static IEnumerable<string> TaskNames => Enum.GetNames<TaskKind>().Select(name => name.ToLowerInvariant());

    private static TaskKind? ParseTask(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (TaskNames.Contains(text))
        {
            return Enum.Parse<TaskKind>(text, ignoreCase: true);
        }

        result.AddError($"--task cannot be '{text}': choose one of {string.Join(", ", TaskNames)}.");
        return null;
    }

    private delegate bool TryParse<T>(string text, NumberStyles style, IFormatProvider culture, out T value);

    private static T? Parse<T>(ArgumentResult result, T least, string what, TryParse<T> parse)
        where T : struct, IComparable<T>
    {
        var text = result.Tokens[0].Value;
        if (parse(text, NumberStyles.Float & ~NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var value)
            && value.CompareTo(least) >= 0)
        {
            return value;
        }

        result.AddError($"{((OptionResult)result.Parent!).Option.Name} needs {what}, not '{text}'.");
        return null;
    }
}
