using Akka.Configuration;

namespace Akka.Dispatch;

/// <summary>Reads what bounded mailboxes have in common.</summary>
internal static class BoundedMailboxSettings
{
    public static (int Capacity, TimeSpan PushTimeout) Read(Config config)
    {
        var capacity = config.GetInt("mailbox-capacity");
        if (capacity < 1)
            throw new ArgumentException($"mailbox-capacity of a bounded mailbox must be positive, got {capacity}", nameof(config));
        return (capacity, config.GetTimeSpan("mailbox-push-timeout-time", TimeSpan.FromSeconds(-1)));
    }
}
