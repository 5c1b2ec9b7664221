using System.Text.RegularExpressions;
using Akka.Actor;
using Akka.Event;
using Akka.PublicApi.Tests.Actors;

namespace Akka.PublicApi.Tests.Testing;

public sealed class EventFilterTests : TestKit.Xunit2.TestKit
{
    private readonly InvalidOperationException _fault = new("fault of the day");

    [Fact]
    public void Log_events_are_expected_by_level_text_and_pattern()
    {
        EventFilter.Info("hello").ExpectOne(() => Sys.Log.Info("hello"));
        EventFilter.Warning(start: "hel").ExpectOne(() => Sys.Log.Warning("hello"));
        EventFilter.Error(contains: "ell").Expect(2, () =>
        {
            Sys.Log.Error("hello");
            Sys.Log.Error("bell");
        });
        EventFilter.Info(new Regex("^h.*o$")).ExpectOne(() => Sys.Log.Info("hello"));
        EventFilter.Custom<Warning>(warning => warning.LogSource.Length > 0).ExpectOne(() => Sys.Log.Warning("any"));
    }

    [Fact]
    public async Task Exceptions_and_dead_letters_are_expected()
    {
        var greeter = Sys.ActorOf<Greeter>();

        EventFilter.Exception<InvalidOperationException>(contains: "of the day").ExpectOne(() => greeter.Tell(_fault));
        await EventFilter.Exception(typeof(InvalidOperationException)).ExpectOneAsync(() =>
        {
            greeter.Tell(_fault);
            return Task.CompletedTask;
        });
        EventFilter.DeadLetter<string>().ExpectOne(() => Sys.DeadLetters.Tell("lost"));
    }

    [Fact]
    public void Expected_noise_is_muted()
    {
        var greeter = Sys.ActorOf<Greeter>();

        EventFilter.Exception<InvalidOperationException>().Mute(() => greeter.Tell(_fault));
        using (EventFilter.Exception<InvalidOperationException>().Mute())
            greeter.Tell(_fault);

        greeter.Tell("Ann", TestActor);
        ExpectMsg("Hello Ann");
    }
}
