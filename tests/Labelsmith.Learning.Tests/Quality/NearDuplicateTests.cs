using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Quality;
using Labelsmith.Learning.Tests.Sounds;
using Labelsmith.Media;

namespace Labelsmith.Learning.Tests.Quality;

public class NearDuplicateTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Copies_of_an_image_are_found_and_other_images_are_not()
    {
        var items = Enumerable.Range(0, 40).Select(seed => new DataItem($"{seed}", Scene(seed))).ToList();
        var scene = Scene(7);
        items.Add(new DataItem("smaller", ImageScaling.Resize(scene, 61, 47)));
        items.Add(new DataItem("lighter", scene with { Pixels = Array.ConvertAll(scene.Pixels.ToArray(), value => (byte)Math.Min(255, value + 12)) }));
        items.Add(new DataItem("noisy", scene with { Pixels = Array.ConvertAll(scene.Pixels.ToArray(), value => (byte)Math.Clamp(value + Random.Shared.Next(-6, 7), 0, 255)) }));
        Assert.Equal(["7,smaller,lighter,noisy"], Groups(items, Medium.Image));
    }

    [Fact]
    public void Different_articles_of_a_shop_are_not_taken_for_copies()
    {
        var items = Samples.Read("fashion-mnist").Items;
        Assert.True(Groups(items, Medium.Image).Count < items.Count / 50);
    }

    [Fact]
    public void Texts_that_differ_by_a_word_are_near_and_those_of_the_same_kind_are_not()
    {
        const string mail = "Dear customer, your parcel number 4711 could not be delivered today because nobody was at home when our driver rang the bell at your door.";
        List<DataItem> items =
        [
            Text("a", mail),
            Text("b", mail.Replace("4711", "0815", StringComparison.Ordinal)),
            Text("c", "  " + mail.ToUpperInvariant().Replace(" ", "\n ", StringComparison.Ordinal)),
            Text("d", "Dear customer, your invoice of March is attached to this message; please pay it within two weeks by the means that you like best."),
            Text("e", "See you at nine"),
            Text("f", "see you  at nine"),
            Text("g", "See you at ten"),
        ];
        Assert.Equal(["a,b,c", "e,f"], Groups(items, Medium.Text));
    }

    [Fact]
    public void A_recording_that_was_made_quieter_or_resampled_is_the_same()
    {
        var random = new Random(3);
        var items = Enumerable.Range(0, 12).Select(i => new DataItem($"{i}", Calls.Call(i % 3, random))).ToList();
        var call = (SoundSource)items[4].Source;
        items.Add(new DataItem("quieter", call with { Samples = Array.ConvertAll(call.Samples.ToArray(), value => value * 0.3f) }));
        items.Add(new DataItem("resampled", new SoundSource(11_025, 1, Media.Sounds.Resampler.Resample(call.Samples.ToArray(), call.SampleRate, 11_025))));
        Assert.Equal(["4,quieter,resampled"], Groups(items, Medium.Audio));
    }

    [Fact]
    public void Of_many_items_few_are_compared()
    {
        var comparisons = new Comparisons();
        var signatures = new ISignature?[20_000];
        for (var i = 0; i < signatures.Length; i++)
        {
            // every thousandth is a slightly changed copy of the one before
            var random = i % 1000 == 1 ? new Random(i - 1) : new Random(i);
            var values = new float[256];
            for (var k = 0; k < values.Length; k++)
            {
                values[k] = random.NextSingle();
            }

            values[0] += i % 1000 == 1 ? 0.05f : 0;
            signatures[i] = new Counted(new PictureSignature(values, 0.997), comparisons);
        }

        var groups = NearDuplicates.Groups(signatures, Stop);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => (i * 1000, (i * 1000) + 1)), groups.Select(group => (group[0], group[1])));
        Assert.InRange(comparisons.Count, 20, 500 * signatures.Length); // instead of 10,000 an item
    }

    [Fact]
    public void Items_that_are_all_the_same_are_compared_once_each()
    {
        var comparisons = new Comparisons();
        var same = new ISignature?[20_000];
        Array.Fill(same, new Counted(TextSignature.Of("the very same words in every one of them, again and again"), comparisons));
        Assert.Equal(same.Length, NearDuplicates.Groups(same, Stop).Single().Length);
        Assert.InRange(comparisons.Count, same.Length - 1, 2 * same.Length);
    }

    private static List<string> Groups(IReadOnlyList<DataItem> items, Medium medium) =>
    [
        .. NearDuplicates.Groups([.. items.Select(item => ItemLook.At(item, medium).Signature)], Stop)
            .Select(group => string.Join(',', group.Select(i => items[i].Id))),
    ];

    private static DataItem Text(string id, string text) => new(id, new TextSource(text));

    /// <summary>Some discs of grey on a slope.</summary>
    private static PixelSource Scene(int seed)
    {
        var random = new Random(seed);
        var discs = Enumerable.Range(0, 6).Select(_ => (X: random.Next(96), Y: random.Next(72), Radius: random.Next(8, 24), Tone: random.Next(256))).ToList();
        var pixels = new byte[96 * 72];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (x, y) = (i % 96, i / 96);
            pixels[i] = (byte)(x + y);
            foreach (var disc in discs.Where(disc => ((x - disc.X) * (x - disc.X)) + ((y - disc.Y) * (y - disc.Y)) < disc.Radius * disc.Radius))
            {
                pixels[i] = (byte)disc.Tone;
            }
        }

        return new PixelSource(96, 72, 1, pixels);
    }

    private sealed class Comparisons
    {
        public int Count { get; set; }
    }

    /// <summary>Counts how often it is compared.</summary>
    private sealed record Counted(ISignature Of, Comparisons Comparisons) : ISignature
    {
        public int Bands => Of.Bands;

        public ulong Order => Of.Order;

        public ulong Bucket(int band) => Of.Bucket(band);

        public bool IsNear(ISignature other)
        {
            Comparisons.Count++;
            return Of.IsNear(((Counted)other).Of);
        }
    }
}
