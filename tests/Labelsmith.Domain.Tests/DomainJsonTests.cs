using System.Text.Json;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Regions;

namespace Labelsmith.Domain.Tests;

public class DomainJsonTests
{
    [Fact]
    public void An_answer_is_written_as_the_wire_format_has_it()
    {
        var answer = new Answer { Id = "1", Control = "regions", Labels = ["a"], Region = new Box(1, 2, 3, 4.5) };
        Assert.Equal("""{"id":"1","control":"regions","labels":["a"],"region":{"kind":"box","x":1,"y":2,"width":3,"height":4.5}}""",
            JsonSerializer.Serialize(answer, DomainJson.Options));
    }

    [Theory]
    [InlineData("""{"kind":"box","x":1,"y":2,"width":3}""")]
    [InlineData("""{"kind":"box","x":1,"y":2,"width":3,"height":4,"depth":5}""")]
    [InlineData("""{"kind":"circle","x":1}""")]
    [InlineData("""{"x":1,"y":2,"width":3,"height":4}""")]
    public void Members_that_are_missing_or_unknown_are_errors(string json) =>
        Assert.ThrowsAny<Exception>(() => JsonSerializer.Deserialize<Region>(json, DomainJson.Options));

    [Fact]
    public void The_kind_may_stand_behind_other_members() =>
        Assert.Equal(new TextSpan(1, 2), JsonSerializer.Deserialize<Region>("""{"start":1,"end":2,"kind":"span"}""", DomainJson.Options));
}
