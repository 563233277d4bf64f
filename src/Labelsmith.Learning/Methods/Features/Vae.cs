namespace Labelsmith.Learning.Methods.Features;

/// <summary>The codes are those of a variational autoencoder, and stay as they are.</summary>
/// <remarks>
/// Kingma, Rezende, Mohamed and Welling (2014), "Semi-supervised learning with deep generative models", arXiv:1406.5298: their M1.
/// Assumes that what it takes to draw an image again tells its class. Fails where most of an image is background, as in photographs.
/// Deviations: what is looked at is moved and turned a little, what is to be drawn is not (see <see cref="ImageCodes"/>), and the
/// classifier has one hidden layer and learns from varied images.
/// </remarks>
internal sealed class Vae() : CodesFirst(CodeKind.Variational, isFrozen: true);
