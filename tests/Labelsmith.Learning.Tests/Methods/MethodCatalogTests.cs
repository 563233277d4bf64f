using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Methods;
using Labelsmith.Learning.Models;

namespace Labelsmith.Learning.Tests.Methods;

/// <summary>What every method must do. A new method is tested by being in the list.</summary>
public class MethodCatalogTests
{
    public static TheoryData<string> Keys => [.. MethodCatalog.All.Select(method => method.Key)];

    [Fact]
    public void Every_learner_that_is_written_is_listed()
    {
        var written = typeof(ILearner).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(ILearner)) && type is { IsClass: true, IsAbstract: false });
        var listed = MethodCatalog.All.SelectMany(method => method.Learners).Select(one => one.GetType()).Distinct();
        Assert.Equal(written.Order(By.Name), listed.Order(By.Name));
    }

    [Theory, MemberData(nameof(Keys))]
    public void A_method_says_what_it_is_and_learns_something(string key)
    {
        var method = MethodCatalog.All.Single(method => method.Key == key);
        Assert.Matches("^[a-z0-9-]+$", method.Key);
        Assert.EndsWith(".", method.Description, StringComparison.Ordinal);
        Assert.NotEmpty(method.Title);
        Assert.NotEmpty(method.Learners);
        Assert.Equal(method.Learners.Count, method.Learners.Select(one => (one.Task, one.Medium)).Distinct().Count());
    }

    [Theory, InlineData(TaskKind.Segmentation, Medium.Image), InlineData(TaskKind.Classification, Medium.Text), InlineData(TaskKind.Classification, Medium.Image)]
    public void Automatic_begins_with_the_labels_alone(TaskKind task, Medium medium)
    {
        var candidates = MethodCatalog.Resolve(MethodCatalog.Automatic, task, medium);
        Assert.Equal("supervised", candidates[0].Key);
        Assert.All(candidates, candidate => Assert.Equal((task, medium), (candidate.Learner.Task, candidate.Learner.Medium)));
    }

    [Theory, InlineData("no-such-method", TaskKind.Classification), InlineData("supervised", TaskKind.Segments)]
    public void What_there_is_not_is_refused_with_what_there_is(string key, TaskKind task)
    {
        var failure = Assert.Throws<BadDataException>(() => MethodCatalog.Resolve(key, task, Medium.Image));
        Assert.Contains("supervised", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Architectures_have_keys_of_their_own_and_unknown_ones_are_refused()
    {
        Assert.Equal(ModelCatalog.All.Count, ModelCatalog.All.Select(model => model.Key).Distinct().Count());
        Assert.Equal(ModelCatalog.UNet, ModelCatalog.Resolve(null, TaskKind.Segmentation, Medium.Image));
        Assert.Throws<BadDataException>(() => ModelCatalog.Resolve(ModelCatalog.UNet, TaskKind.Classification, Medium.Image));
    }

    private static class By
    {
        public static Comparer<Type> Name { get; } = Comparer<Type>.Create((one, other) => string.CompareOrdinal(one.FullName, other.FullName));
    }
}
