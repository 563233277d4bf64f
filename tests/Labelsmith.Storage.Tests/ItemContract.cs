using Labelsmith.Domain.Answers;
using Labelsmith.Storage.Annotations;
using Labelsmith.Storage.Items;

namespace Labelsmith.Storage.Tests;

public abstract partial class StorageContract
{
    [Fact]
    public async Task Names_that_are_there_already_are_left_alone_and_told()
    {
        var project = await AddProjectAsync();
        var items = await AddItemsAsync(project.Id, Text("a", "first"), Text("b"));
        await Data.Items.DeleteAsync(items[1].Id, Cancel);

        var added = await Data.Items.AddAsync(
            project.Id, [Text("a", "second"), Text("b"), Text("c"), Text("c")], "import", Cancel);

        Assert.Equal(1, added.Added);
        Assert.Equal(["a", "b", "c"], added.Present);
        Assert.Equal(["b"], added.InTrash);
        Assert.Equal("first", await Data.Items.ReadTextAsync(items[0], Cancel));
    }

    [Fact]
    public async Task An_item_may_bring_its_annotation_and_prediction()
    {
        var project = await AddProjectAsync();
        var items = await AddItemsAsync(project.Id, Text("1") with
        {
            Annotation = [Choice("cat")],
            Prediction = new PredictionRecord("theirs", 0.7, [Choice("dog") with { Score = 0.7 }]),
        });

        var full = (await Data.Items.ReadAsync(items[0].Id, Cancel))!;

        Assert.Equal(ItemState.Annotated, full.Item.State);
        Assert.Equal(["cat"], full.Item.Labels);
        Assert.Equal(("import", 1), (full.Annotation!.Author, full.Annotation.Version));
        Assert.Equal(0.7, full.Prediction!.Score);
        Assert.Equal("some text", full.Text);
    }

    [Theory]
    [InlineData(ItemSort.Id, "1 2 3 4 5")]
    [InlineData(ItemSort.Score, "3 1 4 2 5")]
    [InlineData(ItemSort.ScoreDescending, "4 1 3 5 2")]
    [InlineData(ItemSort.Updated, "4 3 1 5 2")]
    public async Task Pages_of_two_make_the_whole_sorted_list(ItemSort sort, string expected)
    {
        var project = await AddProjectAsync();
        var items = await AddItemsAsync(project.Id, Text("1"), Text("2"), Text("3"), Text("4"), Text("5"));
        Clock.Time += TimeSpan.FromSeconds(1);
        await PredictAsync(project.Id, (items[0], "cat", 0.5), (items[2], "cat", 0.2), (items[3], "dog", 0.5));

        var names = new List<string>();
        string? cursor = null;
        do
        {
            var page = await Data.Items.ListAsync(project.Id, new ItemQuery { Sort = sort, Limit = 2, Cursor = cursor }, Cancel);
            Assert.Equal(5, page.Total);
            names.AddRange(page.Items.Select(item => item.Name));
            cursor = page.Next;
        }
        while (cursor is not null);

        Assert.Equal(expected, string.Join(' ', names));
    }

    [Fact]
    public async Task Lists_filter_by_state_label_score_and_trash()
    {
        var project = await AddProjectAsync();
        var items = await AddItemsAsync(project.Id, Text("1"), Text("2"), Text("3"), Text("4"));
        await PredictAsync(project.Id, (items[0], "cat", 0.5), (items[1], "cat", 0.9), (items[2], "dog", 0.2));
        await Data.Annotations.SaveAsync(items[1].Id, 0, AnnotationState.Submitted, [Choice("dog")], "ann", Cancel);

        await AssertListAsync("1 3", new ItemQuery { State = ItemState.Predicted });
        await AssertListAsync("2 3", new ItemQuery { Label = "dog" });
        await AssertListAsync("1", new ItemQuery { Label = "cat" });
        await AssertListAsync("1 2", new ItemQuery { MinScore = 0.5 });
        await AssertListAsync("1 3", new ItemQuery { MinScore = 0, MaxScore = 0.5 });
        await Data.Items.DeleteAsync(items[0].Id, Cancel);
        await AssertListAsync("1", new ItemQuery { Deleted = true });
        await AssertListAsync("2 3 4", new ItemQuery());
        await Data.Items.RestoreAsync(items[0].Id, Cancel);
        await AssertListAsync("1 2 3 4", new ItemQuery());

        async Task AssertListAsync(string names, ItemQuery query) =>
            Assert.Equal(
                names, string.Join(' ', (await Data.Items.ListAsync(project.Id, query, Cancel)).Items.Select(item => item.Name)));
    }

    [Theory]
    [InlineData("quick", "mail/1.txt")]
    [InlineData("QUICK br", "mail/1.txt")]
    [InlineData("mail/", "mail/1.txt mail/2.txt")]
    [InlineData("你好世", "mail/2.txt")]
    [InlineData("世", "mail/2.txt")]
    [InlineData("50%", "mail/2.txt")]
    [InlineData("\" OR name", "")]
    [InlineData("0_", "")]
    public async Task Text_search_finds_pieces_of_names_and_texts(string text, string expected)
    {
        var project = await AddProjectAsync();
        await AddItemsAsync(
            project.Id, Text("mail/1.txt", new string('x', 300) + "the quick brown fox"), Text("mail/2.txt", "你好世界 50% off"));

        var page = await Data.Items.ListAsync(project.Id, new ItemQuery { Text = text }, Cancel);

        Assert.Equal(expected, string.Join(' ', page.Items.Select(item => item.Name)));
    }

    [Fact]
    public async Task The_queue_asks_for_the_least_certain_first_and_goes_round()
    {
        var project = await AddProjectAsync();
        var items = await AddItemsAsync(project.Id, Text("1"), Text("2"), Text("3"), Text("4"));
        await PredictAsync(project.Id, (items[1], "cat", 0.9), (items[2], "cat", 0.4));

        Assert.Equal("3 2 1 4", await QueueAsync(null, backwards: false));
        await Data.Annotations.SaveAsync(items[2].Id, 0, AnnotationState.Submitted, [Choice("dog")], "ann", Cancel);
        Assert.Equal("2 1 4", await QueueAsync(items[2].Id, backwards: false));
        Assert.Equal("4 2", await QueueAsync(items[0].Id, backwards: false));
        Assert.Equal("1 2", await QueueAsync(items[3].Id, backwards: true));

        async Task<string> QueueAsync(Guid? after, bool backwards) =>
            string.Join(' ', (await Data.Items.ReadQueueAsync(project.Id, after, backwards, 10, Cancel)).Select(
                item => item.Name));
    }

    [Fact]
    public async Task All_items_stream_in_order_across_pages()
    {
        var project = await AddProjectAsync();
        await AddItemsAsync(project.Id, [.. Enumerable.Range(0, 450).Select(number => Text($"{number}"))]);

        var names = await Data.Items.ReadAllAsync(project.Id, cancel: Cancel).Select(full => full.Item.Name).ToListAsync(Cancel);

        Assert.Equal(Enumerable.Range(0, 450).Select(number => $"{number}"), names);
    }

    [Fact]
    public async Task A_cursor_of_somebody_else_is_refused()
    {
        var project = await AddProjectAsync();

        await Assert.ThrowsAsync<FormatException>(
            () => Data.Items.ListAsync(project.Id, new ItemQuery { Cursor = "1; DROP TABLE items" }, Cancel));
    }
}
