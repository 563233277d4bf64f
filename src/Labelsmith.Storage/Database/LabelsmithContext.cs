using System.Text.RegularExpressions;
using Labelsmith.Storage.Annotations;
using Labelsmith.Storage.Batches;
using Labelsmith.Storage.Items;
using Labelsmith.Storage.Models;
using Labelsmith.Storage.Predictions;
using Labelsmith.Storage.Projects;
using Labelsmith.Storage.Runs;
using Labelsmith.Storage.Selections;
using Labelsmith.Storage.Users;
using Microsoft.EntityFrameworkCore;

namespace Labelsmith.Storage.Database;

/// <summary>The tables as objects. The stores alone use it; the tables are made by <see cref="SchemaVersions"/>.</summary>
internal sealed partial class LabelsmithContext(DbContextOptions<LabelsmithContext> options) : DbContext(options)
{
    public DbSet<User> Users => Set<User>();
    public DbSet<SignInLink> SignInLinks => Set<SignInLink>();
    public DbSet<SessionRow> Sessions => Set<SessionRow>();
    public DbSet<ApiToken> ApiTokens => Set<ApiToken>();
    public DbSet<Project> Projects => Set<Project>();
    public DbSet<Item> Items => Set<Item>();
    public DbSet<ItemText> Texts => Set<ItemText>();
    public DbSet<ItemLabel> ItemLabels => Set<ItemLabel>();
    public DbSet<Batch> Batches => Set<Batch>();
    public DbSet<AnnotationRow> Annotations => Set<AnnotationRow>();
    public DbSet<PredictionRow> Predictions => Set<PredictionRow>();
    public DbSet<Run> Runs => Set<Run>();
    public DbSet<Model> Models => Set<Model>();
    public DbSet<Selection> Selections => Set<Selection>();
    public DbSet<AskRow> Asks => Set<AskRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder builder)
    {
        builder.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();
        builder.Properties<Enum>().HaveConversion<string>();
        builder.IgnoreAny<Domain.Schema.LabelSchema>();
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        builder.Entity<User>().HasKey(user => user.Id);
        builder.Entity<SignInLink>().HasKey(link => link.Hash);
        builder.Entity<SessionRow>().HasKey(session => session.Hash);
        builder.Entity<ApiToken>().HasKey(token => token.Id);
        builder.Entity<ApiToken>().Property(token => token.Hash);
        builder.Entity<Project>(entity =>
        {
            entity.HasKey(project => project.Id);
            entity.Property(project => project.Schema).HasConversion(Json.Converter<Domain.Schema.LabelSchema>());
        });
        builder.Entity<Item>(entity =>
        {
            entity.HasKey(item => item.Seq);
            entity.Property(item => item.Labels).HasConversion(
                Json.Converter<IReadOnlyList<string>>(), Json.ByText<IReadOnlyList<string>>());
            entity.Property(item => item.QueueRank).ValueGeneratedOnAddOrUpdate();
            entity.Property(item => item.ScoreRank).ValueGeneratedOnAddOrUpdate();
        });
        builder.Entity<ItemText>().HasKey(text => text.ItemSeq);
        builder.Entity<ItemText>().Property(text => text.ItemSeq).ValueGeneratedNever();
        builder.Entity<ItemLabel>(entity =>
        {
            entity.HasKey(label => new { label.ProjectId, label.Label, label.Source, label.ItemSeq });
            entity.Property(label => label.Source).HasConversion<int>();
        });
        builder.Entity<Batch>().HasKey(batch => batch.Id);
        builder.Entity<AnnotationRow>().HasKey(annotation => new { annotation.ItemSeq, annotation.Version });
        builder.Entity<PredictionRow>().HasKey(prediction => prediction.ItemSeq);
        builder.Entity<PredictionRow>().Property(prediction => prediction.ItemSeq).ValueGeneratedNever();
        builder.Entity<Run>(entity =>
        {
            entity.HasKey(run => run.Id);
            entity.Property(run => run.Request).HasConversion(Json.Converter<RunRequest>());
            entity.Property(run => run.Progress).HasConversion(Json.Converter<RunProgress>());
        });
        builder.Entity<Model>().HasKey(model => model.Id);
        builder.Entity<Selection>().HasKey(selection => selection.ProjectId);
        builder.Entity<AskRow>().HasKey(ask => ask.ItemSeq);
        builder.Entity<AskRow>().Property(ask => ask.ItemSeq).ValueGeneratedNever();
        NameInSnakeCase(builder);
    }

    private static void NameInSnakeCase(ModelBuilder builder)
    {
        foreach (var entity in builder.Model.GetEntityTypes())
        {
            entity.SetTableName(SnakeCase(entity.GetTableName()!));
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(SnakeCase(property.Name));
            }
        }
    }

    private static string SnakeCase(string name) => Humps().Replace(name, "_").ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])")]
    private static partial Regex Humps();
}
