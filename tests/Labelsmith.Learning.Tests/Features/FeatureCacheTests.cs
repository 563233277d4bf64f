using Labelsmith.Learning.Features;

namespace Labelsmith.Learning.Tests.Features;

public sealed class FeatureCacheTests : IDisposable
{
    private static readonly HashSet<UInt128> _both = [1, 2];

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void What_was_added_is_found_again_under_its_key_only()
    {
        var cache = new FeatureCache(_folder.Path);
        cache.Add("look", Vectors((1, 0.5f)));
        cache.Add("look", Vectors((2, 0.25f), (3, 0)));
        Assert.Equal([0.5f, 0.5f, 0.5f], cache.Read("look", _both)[1]);
        Assert.Equal([1, 2], cache.Read("look", _both).Keys.Order().Select(key => (int)key)); // nobody asked for the third
        Assert.Empty(cache.Read("other", _both));
    }

    [Fact]
    public void A_damaged_record_is_as_good_as_missing_and_can_be_added_again()
    {
        var cache = new FeatureCache(_folder.Path);
        cache.Add("look", Vectors((1, 0.5f), (2, 0.25f)));
        var file = Assert.Single(Directory.GetFiles(_folder.Path));
        var bytes = File.ReadAllBytes(file);
        bytes[12 + 20] ^= 1; // in the values of the first record
        File.WriteAllBytes(file, bytes);
        Assert.Equal([2], cache.Read("look", _both).Keys.Select(key => (int)key));

        cache.Add("look", Vectors((1, 0.75f)));
        Assert.Equal(0.75f, cache.Read("look", _both)[1][0]);
    }

    [Fact]
    public void A_record_that_a_crash_cut_off_goes_and_those_after_it_are_sound()
    {
        var cache = new FeatureCache(_folder.Path);
        cache.Add("look", Vectors((1, 0.5f), (2, 0.25f)));
        var file = Assert.Single(Directory.GetFiles(_folder.Path));
        using (var stream = File.OpenWrite(file))
        {
            stream.SetLength(stream.Length - 5);
        }

        Assert.Equal([1], cache.Read("look", _both).Keys.Select(key => (int)key));
        cache.Add("look", Vectors((2, 0.125f)));
        Assert.Equal(0.125f, cache.Read("look", _both)[2][0]);
    }

    [Fact]
    public void A_file_of_something_else_is_replaced()
    {
        var cache = new FeatureCache(_folder.Path);
        cache.Add("look", Vectors((1, 0.5f)));
        File.WriteAllText(Assert.Single(Directory.GetFiles(_folder.Path)), "no features at all");
        Assert.Empty(cache.Read("look", _both));
        cache.Add("look", Vectors((2, 0.25f)));
        Assert.Equal([2], cache.Read("look", _both).Keys.Select(key => (int)key));
    }

    [Fact]
    public void It_never_grows_beyond_its_bound_and_what_was_used_last_stays()
    {
        const int record = 16 + (3 * 4) + 4;
        var cache = new FeatureCache(_folder.Path, mostBytes: 3 * (12 + record));
        foreach (var key in (string[])["first", "second", "third"])
        {
            cache.Add(key, Vectors((1, 0.5f)));
        }

        foreach (var (file, index) in Directory.GetFiles(_folder.Path).Select((file, index) => (file, index)))
        {
            File.SetLastWriteTimeUtc(file, new DateTime(2020, 1, 1 + index, 0, 0, 0, DateTimeKind.Utc));
        }

        Assert.Single(cache.Read("second", _both)); // its time is now
        cache.Add("fourth", Vectors((1, 0.5f)));
        cache.Add("fifth", Vectors((1, 0.5f)));
        Assert.InRange(Directory.GetFiles(_folder.Path).Sum(file => new FileInfo(file).Length), 1, 3 * (12 + record));
        Assert.Single(cache.Read("second", _both));
        Assert.Single(cache.Read("fifth", _both));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_no_reason_to_fail()
    {
        File.WriteAllText(_folder["file"], "");
        var cache = new FeatureCache(_folder["file"]);
        cache.Add("look", Vectors((1, 0.5f)));
        Assert.Empty(cache.Read("look", _both));
    }

    public void Dispose() => _folder.Dispose();

    private static Dictionary<UInt128, float[]> Vectors(params (UInt128 Hash, float Value)[] entries) =>
        entries.ToDictionary(entry => entry.Hash, entry => new[] { entry.Value, entry.Value, entry.Value });
}
