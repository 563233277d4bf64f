using Labelsmith.Learning.Runs;

namespace Labelsmith.Learning.Tests.Runs;

public class RunClockTests
{
    [Fact]
    public void Training_ends_before_the_reserve_begins()
    {
        var time = new StoppedTime();
        var clock = new RunClock(TimeSpan.FromSeconds(100), time);
        clock.Keep(TimeSpan.FromSeconds(30));
        time.Seconds = 50;
        Assert.Equal((50, 20), (clock.Left!.Value.TotalSeconds, clock.TrainingLeft!.Value.TotalSeconds));
        time.Seconds = 130;
        Assert.Equal((0, 0), (clock.Left!.Value.TotalSeconds, clock.TrainingLeft!.Value.TotalSeconds));
    }

    [Fact]
    public void The_reserve_leaves_half_to_training()
    {
        var clock = new RunClock(TimeSpan.FromSeconds(100), new StoppedTime());
        clock.Keep(TimeSpan.FromHours(1));
        Assert.Equal(50, clock.TrainingLeft!.Value.TotalSeconds);
    }

    [Fact]
    public void Every_second_belongs_to_one_stage()
    {
        var time = new StoppedTime();
        var clock = new RunClock(null, time);
        time.Seconds = 3;
        clock.Enter(LearningStage.Train);
        time.Seconds = 10;
        clock.Enter(LearningStage.Train);
        time.Seconds = 11;
        var seconds = clock.Seconds();
        Assert.Equal((3.0, 8.0, 0.0), (seconds["preprocess"], seconds["train"], seconds["predict"]));
        Assert.Null(clock.Left);
    }

    [Fact]
    public void A_resumed_run_has_only_what_the_first_start_left()
    {
        var clock = new RunClock(TimeSpan.FromSeconds(100), new StoppedTime());
        clock.Add(TimeSpan.FromSeconds(60));
        Assert.Equal(40, clock.Left!.Value.TotalSeconds);
    }

    private sealed class StoppedTime : TimeProvider
    {
        public int Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }
}
