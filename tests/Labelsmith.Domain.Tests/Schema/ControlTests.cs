using System.Text.Json;
using Labelsmith.Domain.Schema;

namespace Labelsmith.Domain.Tests.Schema;

public class ControlTests
{
    [Fact]
    public void Unknown_pixels_need_a_second_label()
    {
        var control = Masks("cell") with { Unmarked = UnmarkedPixels.Unknown };

        Assert.Contains("add another", control.FindFault(), StringComparison.Ordinal);
        Assert.Null((control with { Labels = Masks("cell", "background").Labels }).FindFault());
        Assert.Null((control with { Unmarked = UnmarkedPixels.Background }).FindFault());
        Assert.Null((control with { RegionKinds = [RegionKind.Box] }).FindFault());
    }

    [Fact]
    public void A_schema_that_says_nothing_of_unmarked_pixels_takes_them_for_background()
    {
        var json = JsonSerializer.Serialize(Masks("cell"), DomainJson.Options);
        Assert.Contains("\"unmarked\":\"background\"", json, StringComparison.Ordinal);
        var former = json.Replace("\"unmarked\":\"background\",", "", StringComparison.Ordinal);
        Assert.Equal(UnmarkedPixels.Background, JsonSerializer.Deserialize<Control>(former, DomainJson.Options)!.Unmarked);
    }

    private static Control Masks(params string[] labels) => new()
    {
        Key = "areas",
        Title = "Areas",
        Kind = ControlKind.Regions,
        RegionKinds = [RegionKind.Mask],
        Labels = [.. labels.Select(name => new Label { Id = name, Name = name, Color = "#1f77b4" })],
    };
}
