using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Regions;

namespace Labelsmith.Formats.Datasets;

/// <summary>Answers as data sets give them; their control keys are those that learning uses.</summary>
internal static class Truth
{
    public const string ChoiceControl = "label";
    public const string RegionControl = "regions";
    public const string NumberControl = "number";

    public static IReadOnlyList<Answer> Choice(params IReadOnlyList<string> labels) =>
        [new Answer { Id = "1", Control = ChoiceControl, Labels = labels }];

    public static IReadOnlyList<Answer> Number(double number) =>
        [new Answer { Id = "1", Control = NumberControl, Number = number }];

    public static Answer Region(int number, string label, Region region) => new()
    {
        Id = number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Control = RegionControl,
        Labels = [label],
        Region = region,
    };
}
