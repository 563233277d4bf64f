using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Features;
using Labelsmith.Learning.Graphs;
using Labelsmith.Learning.Tests.Sounds;
using Labelsmith.Learning.Tests.Text;

namespace Labelsmith.Learning.Tests.Features;

/// <summary>Like items lie near each other, of every medium and without a model.</summary>
[Collection(TorchTests.Name)]
public sealed class ItemFeaturesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void The_nearest_image_is_mostly_of_the_same_class()
    {
        var truth = Samples.Truth("fashion-mnist");
        var items = Samples.Read("fashion-mnist").Items.Where(item => truth.ContainsKey(item.Id)).ToList();
        Assert.InRange(Agreement(ItemFeatures.Extract(items, Medium.Image, cancellation: Stop), item => truth[item.Id]), 0.75, 1);
    }

    [Fact]
    public void The_nearest_recording_is_mostly_of_the_same_class()
    {
        var items = Calls.Make(labelled: 120, unlabelled: 0, test: 0).Items;
        Assert.InRange(Agreement(ItemFeatures.Extract(items, Medium.Audio, cancellation: Stop), LabelOf), 0.8, 1);
    }

    [Fact]
    public void The_nearest_text_is_mostly_of_the_same_class()
    {
        var items = Mails.Read(TaskKind.Classification).Items;
        Assert.InRange(Agreement(ItemFeatures.Extract(items, Medium.Text, cancellation: Stop), LabelOf), 0.9, 1);
    }

    [Theory]
    [InlineData(Medium.Image)]
    [InlineData(Medium.Text)]
    public void The_cache_gives_the_same_points_without_reading_an_item_again(Medium medium)
    {
        IReadOnlyList<DataItem> items = medium == Medium.Image
            ? [.. Samples.Read("fashion-mnist").Items.Take(20)]
            : [.. Mails.Read(TaskKind.Classification).Items.Take(20)];
        var cache = new FeatureCache(_folder.Path);
        var first = ItemFeatures.Extract(items, medium, cache: cache, cancellation: Stop);
        var size = new FileInfo(Assert.Single(Directory.GetFiles(_folder.Path))).Length;
        var second = ItemFeatures.Extract([.. items.Reverse()], medium, cache: cache, cancellation: Stop);
        Assert.Equal(size, new FileInfo(Assert.Single(Directory.GetFiles(_folder.Path))).Length); // nothing was described anew
        Assert.Equal(items.Reverse().Select(item => item.Id), second.Items.Select(item => item.Id));
        for (var i = 0; i < items.Count; i++)
        {
            Assert.Equal(first.Points.SquaredDistance(0, i), second.Points.SquaredDistance(items.Count - 1, items.Count - 1 - i), 1e-3f);
        }
    }

    [Fact]
    public void Copies_are_one_point_and_unreadable_items_are_reported_by_their_own_names()
    {
        var image = new PixelSource(2, 2, 1, new byte[] { 0, 50, 100, 150 });
        File.WriteAllText(_folder["broken.png"], "no image");
        DataItem[] items =
        [
            new("a", image), new("b", new PixelSource(2, 2, 1, new byte[] { 9, 9, 200, 9 })), new("c", image),
            new("d", new FileSource(_folder["broken.png"])), new("e", new FileSource(_folder["broken.png"])), new("f", new FileSource(_folder["gone.png"])),
        ];
        var found = ItemFeatures.Extract(items, Medium.Image, cancellation: Stop);
        Assert.Equal(["a", "b", "c"], found.Items.Select(item => item.Id));
        Assert.Equal(0, found.Points.SquaredDistance(0, 2));
        Assert.True(found.Points.SquaredDistance(0, 1) > 0.1);
        Assert.Equal(["d", "e", "f"], found.Faults.Select(fault => fault.Where));
        Assert.Throws<BadDataException>(() => ItemFeatures.Extract(items[3..], Medium.Image, cancellation: Stop));
    }

    [Fact]
    public void Texts_that_say_nothing_are_alike()
    {
        var found = ItemFeatures.Extract([new("a", new TextSource("")), new("b", new TextSource("!"))], Medium.Text, cancellation: Stop);
        Assert.Equal(2, found.Points.Count);
    }

    [Fact]
    public void Principal_components_keep_the_distances_of_points_in_a_plane()
    {
        var random = new Random(0);
        double[] one = [.. Enumerable.Range(0, 8).Select(_ => random.NextDouble() - 0.5)], other = [.. one.Reverse()];
        var points = new PointSet([.. Enumerable.Range(0, 30).SelectMany(_ => Mix(random.NextDouble(), random.NextDouble()))], 8);
        var plane = PrincipalComponents.Of(points, 2, [], Stop);
        Assert.Equal(2, plane.Dimensions);
        for (var i = 1; i < 30; i++)
        {
            Assert.Equal(points.SquaredDistance(0, i), plane.SquaredDistance(0, i), 1e-4f);
        }

        IEnumerable<float> Mix(double a, double b) => one.Zip(other, (x, y) => (float)((a * x) + (b * y)));
    }

    public void Dispose() => _folder.Dispose();

    private static string LabelOf(DataItem item) => item.ReadTruth!().Single(answer => answer.Region is null).Labels[0];

    private static double Agreement(ItemFeatures features, Func<DataItem, string> labelOf)
    {
        var nearest = NearestNeighbours.Find(features.Points, 1, seed: 0, Stop).Points;
        return features.Items.Select((item, i) => labelOf(item) == labelOf(features.Items[nearest[i]]) ? 1.0 : 0).Average();
    }
}
