using Labelsmith.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace Labelsmith.Storage.Models;

public sealed class ModelStore
{
    private readonly Contexts contexts;

    internal ModelStore(Contexts contexts) => this.contexts = contexts;

    public async Task AddAsync(Model model, CancellationToken cancel = default)
    {
        await using var db = contexts.Open();
        db.Models.Add(model);
        await db.SaveChangesAsync(cancel);
    }

    public async Task<Model?> FindAsync(Guid id, CancellationToken cancel = default)
    {
        await using var db = contexts.Open();
        return await db.Models.SingleOrDefaultAsync(model => model.Id == id, cancel);
    }

    /// <summary>Puts the model in service. False: there is no such model.</summary>
    public async Task<bool> PromoteAsync(Guid id, CancellationToken cancel = default)
    {
        await using var db = contexts.Open();
        DateTimeOffset? now = contexts.Now;
        return await db.Models.Where(model => model.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(model => model.PromotedAt, now), cancel) == 1;
    }

    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<Model>> ListAsync(Guid project, CancellationToken cancel = default)
    {
        await using var db = contexts.Open();
        return await db.Models.Where(model => model.ProjectId == project)
            .OrderByDescending(model => model.CreatedAt).ThenByDescending(model => model.Id).ToListAsync(cancel);
    }
}
