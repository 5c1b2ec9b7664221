using Akka.Actor.Internal;
using Akka.Util;

namespace Akka.Actor;

/// <summary>
/// A path as an address, resolved anew for each message. It may name several actors, by the wildcards <c>*</c> and <c>?</c> in an
/// element and <c>**</c> as the last one, or none: then the message is a dead letter.
/// </summary>
public class ActorSelection : ICanTell
{
    public ActorSelection()
    {
        Anchor = null!;
        Path = [];
    }

    public ActorSelection(IActorRef anchor, SelectionPathElement[] path)
    {
        Anchor = anchor;
        Path = path;
    }

    public ActorSelection(IActorRef anchor, string path)
        : this(anchor, path.Split('/'))
    {
    }

    public ActorSelection(IActorRef anchor, IEnumerable<string> elements)
        : this(anchor, [.. elements.Where(element => element.Length > 0).Select(Element)])
    {
        if (Path.AsSpan(0, Math.Max(0, Path.Length - 1)).Contains(SelectChildRecursive.Instance))
            throw new IllegalActorNameException("Double wildcard can only appear at the last path entry");
    }

    /// <summary>Where the path starts.</summary>
    public IActorRef Anchor { get; }

    public SelectionPathElement[] Path { get; }

    public string PathString => "/" + string.Join("/", (object[])Path);

    public void Tell(object message, IActorRef? sender = null) =>
        Deliver((IInternalActorRef)Anchor, sender ?? ActorCell.GetCurrentSelfOrNoSender(), new ActorSelectionMessage(message, Path));

    /// <summary>The reference of the first actor of the selection that answers.</summary>
    /// <exception cref="ActorNotFoundException">Through the task: none did in time.</exception>
    public Task<IActorRef> ResolveOne(TimeSpan timeout) => ResolveOne(timeout, CancellationToken.None);

    /// <inheritdoc cref="ResolveOne(TimeSpan)"/>
    public Task<IActorRef> ResolveOne(TimeSpan timeout, CancellationToken ct)
    {
        var system = (ActorSystemImpl)((IInternalActorRef)Anchor).Provider.Settings.System;
        var found = new TaskCompletionSource<IActorRef>(system.ContinuationOptions);
        this.Ask<ActorIdentity>(new Identify(null), timeout, ct).ContinueWith(
            answer =>
            {
                if (answer.IsCanceled)
                    found.TrySetCanceled(ct);
                else if (answer.IsFaulted)
                    found.TrySetException(new ActorNotFoundException($"Actor [{this}] was not found", answer.Exception!.InnerException));
                else if (answer.Result.Subject is { } subject)
                    found.TrySetResult(subject);
                else
                    found.TrySetException(new ActorNotFoundException($"Actor [{this}] was not found"));
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return found.Task;
    }

    public override bool Equals(object? obj) =>
        obj is ActorSelection other && Equals(Anchor, other.Anchor) && Path.SequenceEqual(other.Path);

    public override int GetHashCode() => HashCode.Combine(Anchor, Path.Length);

    public override string ToString() =>
        Anchor is null ? PathString : $"ActorSelection[Anchor({Anchor.Path}), Path({PathString})]";

    /// <summary>Takes the message along its steps as far as there are actors of this process.</summary>
    internal static void Deliver(IInternalActorRef anchor, IActorRef? sender, ActorSelectionMessage selection)
    {
        var current = anchor;
        for (var at = 0; at < selection.Elements.Length; at++)
        {
            if (current is not ActorRefWithCell parent)
            {
                DeliverBeyond(current, sender, selection, at);
                return;
            }

            switch (selection.Elements[at])
            {
                case SelectParent:
                    current = parent.Parent;
                    break;
                case SelectChildName { Name: var name }:
                    current = parent.GetSingleChild(name);
                    if (current.IsNobody())
                    {
                        DeliverNowhere(parent, sender, selection, at);
                        return;
                    }

                    break;
                case SelectChildPattern pattern:
                    FanOut(parent, child => WildcardMatch.Like(child.Path.Name, pattern.PatternStr, caseSensitive: true), sender, selection, at + 1);
                    return;
                case SelectChildRecursive:
                    DeliverBelow(parent, sender, selection);
                    return;
            }
        }

        current.Tell(selection.Message, sender);
    }

    private static SelectionPathElement Element(string text) => text switch
    {
        ".." => SelectParent.Instance,
        "**" => SelectChildRecursive.Instance,
        _ when text.AsSpan().ContainsAny('*', '?') => new SelectChildPattern(text),
        _ => new SelectChildName(text),
    };

    // The rest of the way leads through a reference that is no local actor: another node, or /temp.
    private static void DeliverBeyond(IInternalActorRef current, IActorRef? sender, ActorSelectionMessage selection, int at)
    {
        var rest = selection.Elements[at..];
        if (!current.IsLocal)
        {
            current.Tell(selection.Copy(elements: rest), sender);
            return;
        }

        var target = rest.All(element => element is SelectChildName)
            ? (IInternalActorRef)current.GetChild([.. rest.Cast<SelectChildName>().Select(element => element.Name)])
            : ActorRefs.Nobody;
        if (target.IsNobody())
            DeliverNowhere(current, sender, selection, at);
        else
            target.Tell(selection.Message, sender);
    }

    private static void FanOut(
        ActorRefWithCell parent, Func<IActorRef, bool> fits, IActorRef? sender, ActorSelectionMessage selection, int next)
    {
        var matching = parent.Children.Where(fits).Cast<IInternalActorRef>().ToArray();
        if (matching.Length == 0 && !selection.WildCardFanOut)
            DeliverNowhere(parent, sender, selection, next - 1);
        var copy = selection.Copy(elements: selection.Elements[next..], wildCardFanOut: selection.WildCardFanOut || matching.Length > 1);
        foreach (var child in matching)
            Deliver(child, sender, copy);
    }

    private static void DeliverBelow(ActorRefWithCell parent, IActorRef? sender, ActorSelectionMessage selection)
    {
        foreach (var child in parent.Children)
        {
            child.Tell(selection.Message, sender);
            if (child is ActorRefWithCell withChildren)
                DeliverBelow(withChildren, sender, selection);
        }
    }

    // The dead letter names the path of the step that led nowhere, and all behind it.
    private static void DeliverNowhere(IInternalActorRef last, IActorRef? sender, ActorSelectionMessage selection, int at)
    {
        if (selection.WildCardFanOut)
            return;
        var path = last.Path / selection.Elements.Skip(at).Select(element => element.ToString()!);
        new EmptyLocalActorRef(last.Provider, path, last.Provider.Settings.System.EventStream).Tell(selection.Message, sender);
    }
}
