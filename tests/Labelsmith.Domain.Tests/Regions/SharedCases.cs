using System.Text.Json;
using Labelsmith.Domain.Regions;

namespace Labelsmith.Domain.Tests.Regions;

/// <summary><c>tests/cases/regions.json</c>, which the web's tests run too.</summary>
public static class SharedCases
{
    private static readonly JsonElement Root = JsonDocument
        .Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "cases", "regions.json"))).RootElement;

    public static IEnumerable<(string Name, byte[] Pixels, int Width, int Height, int[] Counts)> Masks =>
        Root.GetProperty("masks").EnumerateArray().Select(test =>
        {
            var (pixels, width, height) = ReadRows(test);
            return (test.GetProperty("name").GetString()!, pixels, width, height,
                test.GetProperty("counts").Deserialize<int[]>()!);
        });

    public static IEnumerable<(string Name, byte[] Pixels, int Width, int Height, Region Region)> Fills =>
        Root.GetProperty("fills").EnumerateArray().Select(test =>
        {
            var (pixels, width, height) = ReadRows(test);
            return (test.GetProperty("name").GetString()!, pixels, width, height,
                test.GetProperty("region").Deserialize<Region>(DomainJson.Options)!);
        });

    private static (byte[] Pixels, int Width, int Height) ReadRows(JsonElement test)
    {
        var rows = test.GetProperty("rows").Deserialize<string[]>()!;
        return ([.. string.Concat(rows).Select(pixel => (byte)(pixel == '#' ? 1 : 0))], rows[0].Length, rows.Length);
    }
}
