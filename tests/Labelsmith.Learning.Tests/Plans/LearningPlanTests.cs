using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Models;
using Labelsmith.Learning.Plans;

namespace Labelsmith.Learning.Tests.Plans;

public class LearningPlanTests
{
    [Fact]
    public void The_data_decides_what_a_file_does_not_say()
    {
        var plan = new LearningPlan(File(("batch", ["8"]), ("widths", ["16", "32"])));
        Assert.Equal(8, plan.Whole("batch", 4, 1, 64, "patches a step"));
        Assert.Equal([16, 32], plan.Wholes("widths", [32, 64, 128], 1, 512, (1, 5), "channels"));
        Assert.Equal(0.05, plan.Number("weight_decay", 0.05, 0, 1, "of AdamW"));
        Assert.Equal(
            [("batch", "8", true), ("widths", "[16, 32]", true), ("weight_decay", "0.05", false)],
            plan.Rows.Select(row => (row.Key, row.Value, row.Given)));
    }

    [Fact]
    public void What_is_written_down_can_be_given_back()
    {
        static (int, double, bool, PixelLossKind, string) Decide(LearningPlan plan, bool first) => (
            plan.Whole("patch", first ? 96 : 32, 16, 256, "pixels", 16),
            plan.Number("noise", first ? 0.25 : 0, 0, 1, "of noise"),
            plan.Flag("mirror", first, "may be mirrored"),
            plan.Choice("loss", first ? PixelLossKind.Dice : PixelLossKind.CrossEntropyDice, "of pixels"),
            string.Join(",", plan.Wholes("widths", first ? [8, 16] : [4, 4, 4], 1, 64, (1, 4), "channels")));

        var one = new LearningPlan(null);
        var decided = Decide(one, first: true);
        // the lines, read as simply as they are written
        var entries = one.ToYaml().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#')
            .Select(line => line.Split(" #")[0].Split(": "))
            .Select(pair => (pair[0], pair[1].Trim(' ', '[', ']').Split(", ")));
        Assert.Equal(decided, Decide(new LearningPlan(File([.. entries])), first: false));
    }

    [Theory]
    [InlineData("patch", "40", "a multiple of 16")]
    [InlineData("patch", "4096", "from 16 to 256")]
    [InlineData("patch", "wide", "a whole number")]
    [InlineData("noise", "-1", "a number from 0 to 1")]
    [InlineData("mirror", "perhaps", "true or false")]
    [InlineData("loss", "hinge", "one of cross-entropy-dice, cross-entropy, dice")]
    public void What_cannot_be_is_refused_with_its_line_and_key(string key, string value, string sentence)
    {
        var plan = new LearningPlan(File((key, [value])));
        var bad = Assert.Throws<BadDataException>(() =>
        {
            plan.Whole("patch", 96, 16, 256, "", 16);
            plan.Number("noise", 0, 0, 1, "");
            plan.Flag("mirror", false, "");
            plan.Choice("loss", PixelLossKind.Dice, "");
        });
        Assert.StartsWith($"my.yaml, line 3: '{key}' needs", bad.Message, StringComparison.Ordinal);
        Assert.Contains(sentence, bad.Message, StringComparison.Ordinal);
        Assert.Contains($"'{value}'", bad.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(32, 256, 8, 256, 8)]
    [InlineData(1, 256, 8, 256, 2)]
    [InlineData(0.2, 256, 8, 128, 2)]
    [InlineData(0.001, 256, 8, 64, 2)]
    public void Batches_shrink_before_patches_until_a_step_fits_into_memory(double gigabytes, int patch, int batch, int fitPatch, int fitBatch) =>
        Assert.Equal((fitPatch, fitBatch), MemoryRule.Fit(patch, batch, bytesPerPixel: 5000, memory: gigabytes * 1e9));

    private static PlanFile File(params (string Key, string[] Values)[] entries) =>
        new("my.yaml", [.. entries.Select(entry => new PlanEntry(entry.Key, entry.Values, 3))]);
}
