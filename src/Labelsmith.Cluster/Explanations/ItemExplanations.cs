using System.Text.Json;
using Labelsmith.Domain;
using Labelsmith.Learning.Explaining;
using Labelsmith.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Labelsmith.Cluster.Explanations;

/// <summary>Explanations of items, made by a worker once and kept in the data folder's cache, which may be deleted.</summary>
/// <param name="grains">Null where nothing can be learned or explained.</param>
public sealed class ItemExplanations(DataFolder data, IGrainFactory? grains)
{
    /// <param name="model">The model's id.</param>
    /// <param name="item">The item's id.</param>
    /// <param name="className">As <see cref="IExplanationGrain.ExplainAsync"/> takes it.</param>
    /// <returns>With label names and item ids.</returns>
    /// <exception cref="NotExplainedException">The model or the item cannot be explained.</exception>
    /// <exception cref="NoWorkerException">No worker is there now.</exception>
    public async Task<Explanation> ExplainAsync(Guid model, Guid item, string? className, CancellationToken cancel)
    {
        var path = PathOf(model, item, className);
        if (File.Exists(path))
        {
            return JsonSerializer.Deserialize<Explanation>(await File.ReadAllBytesAsync(path, cancel), DomainJson.Options)!;
        }

        var reply = await AskAsync(model, item, className, cancel);
        var json = reply.Json ?? throw new NotExplainedException(reply.Fault!);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var draft = $"{path}.{Guid.NewGuid():N}";
        await File.WriteAllTextAsync(draft, json, cancel);
        File.Move(draft, path, overwrite: true); // whole or not at all, whoever else asks now
        return JsonSerializer.Deserialize<Explanation>(json, DomainJson.Options)!;
    }

    private async Task<ExplanationReply> AskAsync(Guid model, Guid item, string? className, CancellationToken cancel)
    {
        try
        {
            return await (grains ?? throw new NoWorkerException()).GetGrain<IExplanationGrain>(model).ExplainAsync(item, className, cancel);
        }
        catch (OrleansException) when (!cancel.IsCancellationRequested)
        {
            throw new NoWorkerException(); // it is starting, or has just died
        }
    }

    /// <summary>A class may have any name, so a hash of it stands in the file's.</summary>
    private string PathOf(Guid model, Guid item, string? className) => Path.Combine(
        data.CacheFolder, "explanations", model.ToString(), item.ToString()[^2..],
        className is null ? $"{item}.json" : $"{item}-{Hash(className)}.json");

    private static string Hash(string name) =>
        Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)))[..16];
}

/// <summary>The message says why, for the user.</summary>
public sealed class NotExplainedException(string sentence) : Exception(sentence);

/// <summary>No worker is there now.</summary>
public sealed class NoWorkerException() : Exception("No worker is there to explain it: it is starting, or the server was started without one. Ask again in a moment.");

/// <summary>Puts <see cref="ItemExplanations"/> among a server's services.</summary>
public static class ExplanationServices
{
    public static IServiceCollection AddExplanations(this IServiceCollection services) => services.AddSingleton(
        provider => new ItemExplanations(provider.GetRequiredService<DataFolder>(), provider.GetService<IGrainFactory>()));
}
