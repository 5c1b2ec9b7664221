namespace Akka.Util;

/// <summary>A value that may be absent. <c>default</c> is <see cref="None"/>.</summary>
public readonly struct Option<T>(T value)
{
    public static readonly Option<T> None;

    public static Option<T> Create(T value) => value is null ? None : new Option<T>(value);

    public bool HasValue { get; } = true;

    public bool IsEmpty => !HasValue;

    /// <summary>The value, or <c>default</c> when there is none.</summary>
    public T Value { get; } = value;

    public T GetOrElse(T fallbackValue) => HasValue ? Value : fallbackValue;

    public Option<TNew> Select<TNew>(Func<T, TNew> selector) =>
        HasValue ? new Option<TNew>(selector(Value)) : Option<TNew>.None;

    public static implicit operator Option<T>(T value) => Create(value);

    public override bool Equals(object? obj) =>
        obj is Option<T> other && HasValue == other.HasValue && EqualityComparer<T>.Default.Equals(Value, other.Value);

    public override int GetHashCode() => HasValue && Value is not null ? Value.GetHashCode() : 0;

    public static bool operator ==(Option<T> left, Option<T> right) => left.Equals(right);

    public static bool operator !=(Option<T> left, Option<T> right) => !left.Equals(right);

    public override string ToString() => HasValue ? $"Some<{Value}>" : "None";
}
