using Akka.Actor;
using Akka.Event;

namespace Akka.Tests.Actor;

/// <summary>The promises of the official documentation, "Identifying actors via actor selection".</summary>
public sealed class ActorSelectionTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Stage _stage = new();
    private readonly List<string> _got = [];

    public ActorSelectionTests()
    {
        var parent = _stage.System.ActorOf(Parent.Deciding(_ => Directive.Stop), "parent");
        foreach (var name in (string[])["a1", "a2", "b1"])
            _stage.Tell(parent, new Parent.MakeChild(Named(name), name, _ => { }));
    }

    public void Dispose() => _stage.Dispose();

    private Props Named(string name) => Props.Create(() => new NamedActor(name, _got));

    private string[] Reached(string path)
    {
        _got.Clear();
        _stage.System.ActorSelection(path).Tell("hello");
        _stage.Run.RunUntilIdle();
        return [.. _got.Order(StringComparer.Ordinal)];
    }

    [Theory]
    [InlineData("/user/parent/a1", new[] { "a1" })]
    [InlineData("akka://stage/user/parent/a1", new[] { "a1" })]
    [InlineData("parent/a1", new[] { "a1" })]
    [InlineData("/user/parent/a*", new[] { "a1", "a2" })]
    [InlineData("/user/parent/?1", new[] { "a1", "b1" })]
    [InlineData("/user/*/b1", new[] { "b1" })]
    [InlineData("/user/parent/a1/../b1", new[] { "b1" })]
    [InlineData("/user/parent/**", new[] { "a1", "a2", "b1" })]
    [InlineData("/user/parent/none", new string[0])]
    public void Path_with_wildcards_reaches_all_whom_it_names(string path, string[] expected) =>
        Assert.Equal(expected, Reached(path));

    [Theory]
    [InlineData("/user/parent/none")]
    [InlineData("/user/parent/x*")]
    [InlineData("/user/none/none")]
    public void Message_to_nobody_is_a_dead_letter_of_the_path_that_it_was_sent_to(string path)
    {
        Reached(path);

        var letter = _stage.Events.Received.OfType<DeadLetter>().Single(letter => letter.Message is "hello");
        Assert.Equal(path, letter.Recipient!.Path.ToStringWithoutAddress());
    }

    [Fact]
    public void Double_wildcard_is_refused_before_the_last_element() =>
        Assert.Throws<IllegalActorNameException>(() => _stage.System.ActorSelection("/user/**/a1"));

    [Fact]
    public void Resolve_one_gives_the_reference()
    {
        var found = _stage.Run.Await(_stage.System.ActorSelection("/user/parent/a1").ResolveOne(Second), Second * 2);

        Assert.Equal("a1", found.Path.Name);
        Assert.NotEqual(0, found.Path.Uid);
    }

    [Theory]
    [InlineData("/user/parent/none")]
    [InlineData("/user/parent/x*")]
    public void Resolve_one_of_nobody_says_so(string path)
    {
        var resolving = _stage.System.ActorSelection(path).ResolveOne(Second);

        Assert.Throws<ActorNotFoundException>(() => _stage.Run.Await(resolving, Second * 2));
    }

    [Fact]
    public void Identify_is_answered_with_its_id()
    {
        var asked = _stage.System.ActorSelection("/user/parent/b1").Ask<ActorIdentity>(new Identify(7), Second);

        var identity = _stage.Run.Await(asked, Second * 2);

        Assert.Equal(7, identity.MessageId);
        Assert.Equal("b1", identity.Subject!.Path.Name);
    }

    [Fact]
    public void Stale_uid_resolves_to_a_reference_that_leads_to_dead_letters()
    {
        var alive = _stage.Run.Await(_stage.System.ActorSelection("/user/parent/a1").ResolveOne(Second), Second * 2);

        var stale = _stage.System.Provider.ResolveActorRef(alive.Path.WithUid(alive.Path.Uid ^ 1));
        var any = _stage.System.Provider.ResolveActorRef(alive.Path.WithUid(0));

        Assert.Equal(alive, any);
        Assert.NotEqual(alive, stale);
        _stage.Tell(stale, "late");
        Assert.Contains("late", _stage.DeadLetters);
    }

    private sealed class NamedActor(string name, List<string> got) : UntypedActor
    {
        protected override void OnReceive(object message) => got.Add(name);
    }
}
