using Labelsmith.Learning.Plans;
using Labelsmith.Learning.Preprocessing;

namespace Labelsmith.Learning.Methods.Images;

/// <summary>How images are varied.</summary>
internal static class ImagePlan
{
    public static ImageAugmentation Augmentation(LearningPlan plan, bool mirror)
    {
        var usual = new ImageAugmentation(mirror);
        float Most(string key, float derived, double most, string why) => (float)plan.Number(key, Math.Round(derived, 4), 0, most, "most " + why);
        return usual with
        {
            Turn = Most("turn", usual.Turn, Math.PI, "radians that an image is turned, either way"),
            Shear = Most("shear", usual.Shear, 2, "change of x by a step in y"),
            Zoom = Most("zoom", usual.Zoom, 2, "of the logarithm of the scale, either way"),
            Shift = Most("shift", usual.Shift, 1, "that an image is moved, as a share of its size"),
            Bend = Most("bend", usual.Bend, 0.5, "that a pixel is moved by elastic bending, as a share of the size"),
            Light = Most("light", usual.Light, 3, "of contrast and brightness, in standard deviations"),
            Blur = Most("blur", usual.Blur, 10, "of blur, in pixels"),
            Noise = Most("noise", usual.Noise, 3, "of noise, in standard deviations"),
            HoleSide = Most("hole", usual.HoleSide, 1, "side of a hole (cutout), as a share of the size"),
        };
    }

    public static BatchMixing Mixing(LearningPlan plan)
    {
        var mixup = plan.Number("mixup", 0, 0, 1, "share of batches whose images are laid over each other");
        return new BatchMixing(
            mixup, plan.Number("cutmix", 0, 0, 1 - mixup, "share of batches whose images have a rectangle of another one"));
    }
}
