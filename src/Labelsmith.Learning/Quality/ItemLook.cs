using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Sounds;
using Labelsmith.Learning.Text;
using Labelsmith.Media;
using Labelsmith.Media.Sounds;

namespace Labelsmith.Learning.Quality;

/// <summary>What was seen of an item's content.</summary>
/// <param name="Signature">Null: it cannot be compared with others.</param>
/// <param name="Size">Pixels, seconds or letters; 0 where it cannot be read.</param>
/// <param name="Shape">The same in words.</param>
/// <param name="Sentence">What is odd about its letters; null: nothing.</param>
internal sealed record ItemLook(ISignature? Signature, double Size, string Shape, string? Sentence)
{
    private const double LeastOfImages = 0.997; // correlation of thumbnails: copies have more, other pictures of the same thing less
    private const double LeastOfSounds = 0.99;

    private static readonly ItemLook _nothing = new(null, 0, "", null);
    private static readonly SoundReader _sounds = new(MelSettings.Of(8000, PictureSignature.Side));

    /// <summary>May be called from many threads. What cannot be read is reported where it is learned from.</summary>
    public static ItemLook At(DataItem item, Domain.Medium medium)
    {
        try
        {
            return (medium, item.Source) switch
            {
                (Domain.Medium.Image, _) => Image(ImageFile.Read(item.Source, item.Id)),
                (Domain.Medium.Audio, _) => Sound(SoundFile.Read(item.Source, item.Id), item),
                (Domain.Medium.Text, _) => Text(TextContent.Read(item)),
                _ => _nothing,
            };
        }
        catch (BadItemException)
        {
            return _nothing;
        }
    }

    private static ItemLook Image(PixelSource image)
    {
        var small = ImageScaling.Resize(ImageScaling.ToChannels(image, 1), PictureSignature.Side, PictureSignature.Side);
        var values = Array.ConvertAll(small.Pixels.ToArray(), value => value / 255f);
        return new ItemLook(
            new PictureSignature(values, LeastOfImages), (double)image.Width * image.Height, $"{image.Width} x {image.Height} pixels", null);
    }

    /// <summary>The spectrogram as a picture, all recordings equally long: what is said at another pace is something else all the same.</summary>
    private static ItemLook Sound(SoundSource sound, DataItem item)
    {
        var (side, spectrogram) = (PictureSignature.Side, _sounds.Read(item with { Source = sound }));
        var values = new float[side * side];
        for (var band = 0; band < side; band++)
        {
            for (var column = 0; column < side; column++)
            {
                var (from, to) = (column * spectrogram.Frames / side, Math.Max(1 + (column * spectrogram.Frames / side), (column + 1) * spectrogram.Frames / side));
                for (var frame = from; frame < to; frame++)
                {
                    values[(band * side) + column] += spectrogram.Values[(frame * spectrogram.Bands) + band] / (20 * (to - from));
                }
            }
        }

        var seconds = (double)sound.Samples.Length / sound.Channels / sound.SampleRate;
        return new ItemLook(new PictureSignature(values, LeastOfSounds), seconds, string.Create(null, $"{seconds:0.00} s"), null);
    }

    private static ItemLook Text(string text) =>
        new(TextSignature.Of(text), text.Length, $"{text.Length} letters", TextEncodings.FindFault(text));
}
