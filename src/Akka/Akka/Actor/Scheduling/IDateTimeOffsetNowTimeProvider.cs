namespace Akka.Actor;

/// <summary>A clock whose <see cref="ITimeProvider.Now"/> is the machine's time of day.</summary>
public interface IDateTimeOffsetNowTimeProvider : ITimeProvider
{
}
