namespace Labelsmith.Learning.Methods.Features;

/// <summary>The codes are those of a convolutional denoising autoencoder, whose encoder learns on together with the classifier.</summary>
/// <remarks>
/// Vincent, Larochelle, Bengio and Manzagol (2008), "Extracting and composing robust features with denoising autoencoders",
/// doi:10.1145/1390156.1390294. Assumes that layers which can mend images are a good start to tell their classes. Fails
/// where what is drawn best (backgrounds, light) tells nothing of the class; it then costs time and does little harm.
/// Deviations: the damage is a hole, and a move, turn and scaling that are to be undone, instead of single pixels left out;
/// all layers learn at once.
/// </remarks>
internal sealed class Autoencoder() : CodesFirst(CodeKind.Denoising, isFrozen: false);
