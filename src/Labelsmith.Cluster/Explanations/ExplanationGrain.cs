using System.Text.Json;
using Labelsmith.Cluster.Silos;
using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Explaining;
using Labelsmith.Storage;
using Labelsmith.Storage.Items;

namespace Labelsmith.Cluster.Explanations;

/// <inheritdoc cref="IExplanationGrain"/>
[LearnerPlacement]
public sealed class ExplanationGrain(DataFolder data) : Grain, IExplanationGrain
{
    private Explainer? _explainer;

    public async Task<ExplanationReply> ExplainAsync(Guid item, string? className, CancellationToken cancel)
    {
        if (await data.Items.FindAsync(item, cancel) is not { } stored)
        {
            return new ExplanationReply(null, "This item is gone.");
        }

        var source = await SourceOfAsync(stored, cancel);
        try
        {
            // computing holds a thread, and the grain's own must stay free for the cancellation
            return await Task.Run(() => Explain(new DataItem(item.ToString(), source), className, cancel), cancel);
        }
        catch (Exception bad) when (bad is BadDataException or BadItemException)
        {
            return new ExplanationReply(null, bad.Message);
        }
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _explainer?.Dispose();
        return Task.CompletedTask;
    }

    private ExplanationReply Explain(DataItem item, string? className, CancellationToken cancel)
    {
        _explainer ??= Explainer.Load(Path.Combine(data.RunFolder(this.GetPrimaryKey()), "model"));
        return new ExplanationReply(JsonSerializer.Serialize(_explainer.Explain(item, className, cancel), DomainJson.Options), null);
    }

    private async Task<ItemSource> SourceOfAsync(Item item, CancellationToken cancel) => item.Blob is { } blob
        ? new FileSource(data.Blobs.PathOf(blob))
        : new TextSource(await data.Items.ReadTextAsync(item, cancel) ?? "");
}
