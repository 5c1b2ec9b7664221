using Akka.Actor;

namespace Akka.TestKit.Internal;

/// <summary>Something to do at a time that the test will bring about, once or again and again.</summary>
internal sealed record TestTimer(Action Action, TimeSpan? Interval, ICancelable? Cancelable);
