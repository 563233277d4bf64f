using Labelsmith.Domain.Datasets;

namespace Labelsmith.Learning.Inference;

/// <summary>A trained model, loaded and ready.</summary>
public interface IItemModel : IDisposable
{
    /// <summary>One output for each item, in their order; items are read as they are needed, so that memory is bounded.
    /// An item that cannot be read gives an <see cref="UnreadableOutput"/>.</summary>
    IEnumerable<ItemOutput> Run(IEnumerable<DataItem> items, CancellationToken cancellation);
}
