using System.Collections.Concurrent;

namespace Akka.Event;

/// <summary>
/// Delivers events to who subscribed to their class. Publishing takes no lock; subscribing is rarer and costs more. Safe
/// to use from any thread.
/// </summary>
/// <typeparam name="TEvent">What is published.</typeparam>
/// <typeparam name="TClassifier">What is subscribed to. A subscription holds for all its subclasses.</typeparam>
/// <typeparam name="TSubscriber">Who subscribes.</typeparam>
public abstract class EventBus<TEvent, TClassifier, TSubscriber>
    where TClassifier : notnull
    where TSubscriber : notnull
{
    private readonly Lock _change = new();
    private readonly Dictionary<TSubscriber, Classes> _subscriptions = [];

    // Who gets what, as far as it was asked; started anew with every change.
    private volatile ConcurrentDictionary<TClassifier, TSubscriber[]> _receivers = new();

    /// <summary>Subscribes to a class and its subclasses.</summary>
    /// <returns>False if the subscriber already had all of them.</returns>
    public virtual bool Subscribe(TSubscriber subscriber, TClassifier classifier)
    {
        lock (_change)
        {
            if (!_subscriptions.TryGetValue(subscriber, out var classes))
                _subscriptions[subscriber] = classes = new Classes();

            var widened = classes.Except.RemoveWhere(except => IsSubClassification(classifier, except));
            return Changed((!Wants(classes, classifier) && classes.Wanted.Add(classifier)) | widened > 0);
        }
    }

    /// <summary>Ends a subscriber's subscriptions to a class and its subclasses; those to other classes stay.</summary>
    /// <returns>False if there was nothing to end.</returns>
    public virtual bool Unsubscribe(TSubscriber subscriber, TClassifier classifier)
    {
        lock (_change)
        {
            if (!_subscriptions.TryGetValue(subscriber, out var classes))
                return false;

            var ended = classes.Wanted.RemoveWhere(wanted => IsSubClassification(classifier, wanted));
            if (Wants(classes, classifier) && classes.Except.Add(classifier))
                ended++;
            if (classes.Wanted.Count == 0)
                _subscriptions.Remove(subscriber);
            return Changed(ended > 0);
        }
    }

    /// <summary>Ends all subscriptions of a subscriber.</summary>
    /// <returns>False if there were none.</returns>
    public virtual bool Unsubscribe(TSubscriber subscriber)
    {
        lock (_change)
        {
            return Changed(_subscriptions.Remove(subscriber));
        }
    }

    /// <summary>Delivers an event to all who subscribed to its class.</summary>
    public virtual void Publish(TEvent @event)
    {
        var receivers = _receivers;
        var classifier = GetClassifier(@event);
        if (!receivers.TryGetValue(classifier, out var known))
            known = receivers.GetOrAdd(classifier, FindReceivers(classifier));

        foreach (var subscriber in known)
        {
            if (Classify(@event, classifier))
                Publish(@event, subscriber);
        }
    }

    /// <summary>Whether a subscriber has any subscription.</summary>
    internal bool HasSubscriptions(TSubscriber subscriber)
    {
        lock (_change)
        {
            return _subscriptions.ContainsKey(subscriber);
        }
    }

    /// <summary>Whether <paramref name="child"/> is <paramref name="parent"/> or one of its subclasses.</summary>
    protected abstract bool IsSubClassification(TClassifier parent, TClassifier child);

    /// <summary>Delivers an event to one subscriber.</summary>
    protected abstract void Publish(TEvent @event, TSubscriber subscriber);

    /// <summary>Whether the event belongs to the class.</summary>
    protected abstract bool Classify(TEvent @event, TClassifier classifier);

    /// <summary>The event's own class.</summary>
    protected abstract TClassifier GetClassifier(TEvent @event);

    /// <summary>A type's name without its namespace, for debug texts.</summary>
    protected string SimpleName(object source) => SimpleName(source.GetType());

    /// <summary>A type's name without its namespace, for debug texts.</summary>
    protected string SimpleName(Type source) => Logging.SimpleName(source);

    private TSubscriber[] FindReceivers(TClassifier classifier)
    {
        lock (_change)
        {
            return [.. _subscriptions.Where(entry => Wants(entry.Value, classifier)).Select(entry => entry.Key)];
        }
    }

    // An exception takes a part out of a wider subscription; a subscription within that part counts again.
    private bool Wants(Classes classes, TClassifier classifier) =>
        classes.Wanted.Any(wanted => IsSubClassification(wanted, classifier)
            && !classes.Except.Any(except => IsSubClassification(except, classifier) && IsSubClassification(wanted, except)));

    private bool Changed(bool isChanged)
    {
        if (isChanged)
            _receivers = new ConcurrentDictionary<TClassifier, TSubscriber[]>();
        return isChanged;
    }

    private sealed class Classes
    {
        public HashSet<TClassifier> Wanted { get; } = [];

        public HashSet<TClassifier> Except { get; } = [];
    }
}
