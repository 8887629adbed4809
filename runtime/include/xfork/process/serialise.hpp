// How values travel between processes.
//
// Trivially copyable values, standard containers, std::optional, std::variant, pairs, tuples, smart pointers
// and plain aggregates travel by themselves. A class lists its fields, or is described from outside:
//
//   class particle { …
//     template <class Visit> void xfork_fields(Visit &&visit) { visit(m_name, m_mass); }    // may be
//     private, see access
//   };
//   template <> struct xfork::serialise<matrix> {
//     static void write(writer &out, const matrix &m) { xfork::write(out, m.rows()); … }
//     static matrix read(reader &in) { … }
//   };
#pragma once

#include "xfork/process/aggregate.hpp"
#include "xfork/process/archive.hpp"

#include <new> // defines std::exception, at a tenth of the cost of <stdexcept>
#include <type_traits>
#include <utility>

namespace xfork {

/// Specialise it for a type of your own: `static void write(writer &, const T &)` and `static T read(reader
/// &)`.
template <class T> struct serialise;

/// The first parameter of a constructor that reads an object: for classes without a default constructor, next to
/// xfork_fields(), in whose order it reads.
///
///   particle(xfork::from_process, xfork::reader &in) : m_name(xfork::read<std::string>(in)), … {}
struct from_process {};

/// Befriend it to keep xfork_fields(), or the constructor, private.
struct access {
  template <class T, class Visit>
  static auto visit_fields(T &value, Visit &&visit)
      -> decltype(static_cast<void>(value.xfork_fields(std::forward<Visit>(visit)))) {
    value.xfork_fields(std::forward<Visit>(visit));
  }
  template <class T> static auto make() -> decltype(T()) { return T(); }
  template <class T> static auto make(reader &in) -> decltype(T(from_process(), in)) { return T(from_process(), in); }
};

template <class T> void write(writer &out, const T &value);
/// Throws malformed_message if the bytes are not those of a T.
template <class T> std::remove_cv_t<T> read(reader &in);
/// Makes `object` what is read: its elements, if it is an array, which a function cannot return.
template <class T> void read_into(reader &in, T &object);

namespace detail {

[[noreturn]] XFORK_API void throw_malformed_message();

// --- what a type is, told by what can be done with it, so that no container's header is needed here ---

template <class T>
concept described_outside = requires(writer &out, const T &value) { serialise<T>::write(out, value); };
struct any_visitor {
  template <class... Fields> void operator()(Fields &...) const {}
};
template <class T>
concept lists_fields = requires(T &value) { access::visit_fields(value, any_visitor()); };

template <class T>
concept object_pointer = std::is_pointer_v<T> && !std::is_function_v<std::remove_pointer_t<T>>;
template <class T>
concept view = !std::is_aggregate_v<T> && std::is_trivially_copyable_v<T> && requires(const T &v) {
  *v.data();
  v.size();
};
template <class T>
concept optional_like = requires(T &v) {
  v.has_value();
  v.reset();
  typename T::value_type;
  T(*std::move(v));
};
template <class T>
concept unique_owner = requires(T &v) {
  typename T::deleter_type;
  v.release();
  typename T::element_type;
};
template <class T>
concept shared_owner = requires(T &v) {
  typename T::weak_type;
  v.use_count();
  typename T::element_type;
};
template <class T>
concept range = requires(const T &v) {
  v.begin() != v.end();
  v.size();
  typename T::value_type;
};
template <class T>
concept appendable = range<T> && requires(T &v) { v.push_back(std::declval<typename T::value_type &&>()); };
template <class T>
concept insertable =
    range<T> && requires(T &v) { v.emplace_hint(v.end(), std::declval<typename T::value_type &&>()); };
/// Elements that lie side by side, to be copied as one block.
template <class T>
concept block = appendable<T> && std::is_trivially_copyable_v<typename T::value_type> &&
                std::is_default_constructible_v<typename T::value_type> && requires(T &v) {
                  v.resize(v.size());
                  requires std::is_same_v<decltype(*v.data()), typename T::value_type &>;
                };
template <class T>
concept path_like = requires(const T &v) {
  typename T::string_type;
  T(typename T::string_type(v.native()));
};
template <class T>
concept tuple_like = requires { std::tuple_size<T>::value; };

/// Converts to std::string, and to nothing else.
struct exception_text {
  const char *text;
  template <class S>
    requires requires {
      typename S::traits_type;
      typename S::allocator_type;
    }
  operator S() const {
    return S(text);
  }
};
template <class T> constexpr bool is_named_std() {
  const char *name = __PRETTY_FUNCTION__; // "… T = std::runtime_error]"
  for (; *name; ++name)
    if (name[0] == 'T' && name[1] == ' ' && name[2] == '=' && name[4] == 's' && name[5] == 't' && name[6] == 'd' &&
        name[7] == ':')
      return true;
  return false;
}
/// One of the standard library that has nothing but its text. Others derive from it.
template <class T>
concept standard_exception = std::is_base_of_v<std::exception, T> && is_named_std<T>() && !requires(const T &e) { e.code(); } &&
                             (std::is_constructible_v<T, exception_text> || std::is_default_constructible_v<T>);

template <class T> inline constexpr bool is_variant = false;
template <template <class...> class V, class... Ts>
  requires requires(const V<Ts...> &v) {
    v.valueless_by_exception();
    v.index();
  }
inline constexpr bool is_variant<V<Ts...>> = true;

/// Whether the bytes of a T mean the same in another process forked from the same one. Fields of aggregates
/// are looked at; those of other trivially copyable classes cannot be.
template <class T> constexpr bool plain_bytes() {
  if constexpr (!std::is_trivially_copyable_v<T> || object_pointer<T> || view<T> || lists_fields<T> ||
                described_outside<T>)
    return false;
  else if constexpr (std::is_array_v<T>)
    return plain_bytes<std::remove_all_extents_t<T>>();
  else if constexpr (has_known_fields<T>())
    return fields_of<T>::all([]<class Field>() { return plain_bytes<Field>(); });
  else
    return true;
}

template <class T> inline constexpr bool cannot_travel = false;

// --- one codec a kind of type ---

template <class T> struct block_codec {
  using element = typename T::value_type;
  static_assert(plain_bytes<element>(),
                "xfork: the elements of this container hold pointers or views, which mean "
                "nothing in another process; specialise xfork::serialise for them");
  static void write(writer &out, const T &value) {
    xfork::write(out, static_cast<std::uint64_t>(value.size()));
    out.write(value.data(), value.size() * sizeof(element));
  }
  static T read(reader &in) {
    const auto size = xfork::read<std::uint64_t>(in);
    if (size > in.remaining() / sizeof(element))
      throw_malformed_message();
    T value;
    value.resize(static_cast<std::size_t>(size));
    in.read(value.data(), value.size() * sizeof(element));
    return value;
  }
};

template <class T> struct range_codec {
  using element = typename T::value_type;
  static void write(writer &out, const T &value) {
    xfork::write(out, static_cast<std::uint64_t>(value.size()));
    for (const auto &item : value)
      xfork::write<element>(out, item);
  }
  static T read(reader &in) {
    T value;
    for (auto left = xfork::read<std::uint64_t>(in); left != 0; --left)
      if constexpr (appendable<T>)
        value.push_back(xfork::read<element>(in));
      else
        value.emplace_hint(value.end(), xfork::read<element>(in));
    return value;
  }
};

template <class T> struct tuple_codec {
  static constexpr auto positions = std::make_index_sequence<std::tuple_size<T>::value>();
  template <std::size_t... I> static void write_all(writer &out, const T &value, std::index_sequence<I...>) {
    using std::get;
    (xfork::write<std::remove_const_t<std::tuple_element_t<I, T>>>(out, get<I>(value)), ...);
  }
  template <std::size_t... I> static T read_all(reader &in, std::index_sequence<I...>) {
    return T{xfork::read<std::tuple_element_t<I, T>>(in)...};
  }
  static void write(writer &out, const T &value) { write_all(out, value, positions); }
  static T read(reader &in) { return read_all(in, positions); }
};

template <class T> struct optional_codec {
  static void write(writer &out, const T &value) {
    xfork::write(out, value.has_value());
    if (value.has_value())
      xfork::write<typename T::value_type>(out, *value);
  }
  static T read(reader &in) {
    return xfork::read<bool>(in) ? T(xfork::read<typename T::value_type>(in)) : T();
  }
};

template <class T> struct variant_codec;
template <template <class...> class V, class... Ts> struct variant_codec<V<Ts...>> {
  using variant = V<Ts...>;
  template <std::size_t I> static void write_if(writer &out, const variant &value) {
    if (value.index() == I)
      xfork::write(out, *get_if<I>(&value));
  }
  template <std::size_t... I>
  static void write_at(writer &out, const variant &value, std::index_sequence<I...>) {
    (write_if<I>(out, value), ...);
  }
  template <std::size_t I, class First, class... Rest> static variant read_at(reader &in, std::size_t index) {
    if (index == I)
      return variant(std::in_place_index<I>, xfork::read<First>(in));
    if constexpr (sizeof...(Rest) != 0)
      return read_at<I + 1, Rest...>(in, index);
    else
      throw_malformed_message();
  }
  static void write(writer &out, const variant &value) {
    xfork::write(out, static_cast<std::uint64_t>(value.index()));
    write_at(out, value, std::index_sequence_for<Ts...>());
  }
  static variant read(reader &in) {
    return read_at<0, Ts...>(in, static_cast<std::size_t>(xfork::read<std::uint64_t>(in)));
  }
};

/// The object behind a pointer travels as what it is declared to be, so nothing may be derived from that.
template <class E> constexpr void check_pointee() {
  static_assert(
      !std::is_polymorphic_v<E> || std::is_final_v<E>,
      "xfork: the object behind this pointer may be of a derived class; make the class final, or specialise "
      "xfork::serialise for the pointer");
}

template <class T> struct unique_codec {
  using element = std::remove_cv_t<typename T::element_type>;
  static void write(writer &out, const T &value) {
    check_pointee<element>();
    xfork::write(out, value != nullptr);
    if (value)
      xfork::write<element>(out, *value);
  }
  static T read(reader &in) { return xfork::read<bool>(in) ? T(new element(xfork::read<element>(in))) : T(); }
};

/// An object that several of them share is written once, and shared again on the other side.
template <class T> struct shared_codec {
  using element = std::remove_cv_t<typename T::element_type>;
  enum class part : std::uint8_t { null, object, reference };
  static void write(writer &out, const T &value) {
    check_pointee<element>();
    std::uint64_t number = 0;
    const part kind = !value                                 ? part::null
                      : out.seen_before(value.get(), number) ? part::reference
                                                             : part::object;
    xfork::write(out, kind);
    if (kind != part::null)
      xfork::write(out, number);
    if (kind == part::object)
      xfork::write<element>(out, *value);
  }
  static T read(reader &in) {
    const auto kind = xfork::read<part>(in);
    if (kind == part::null)
      return T();
    const auto number = xfork::read<std::uint64_t>(in);
    if (kind == part::reference)
      return in.template shared<T>(number);
    T value(new element(xfork::read<element>(in)));
    in.remember_shared(number, value);
    return value;
  }
};

template <class T> struct path_codec {
  static void write(writer &out, const T &value) { xfork::write(out, value.native()); }
  static T read(reader &in) { return T(xfork::read<typename T::string_type>(in)); }
};

template <class T> struct exception_codec {
  static constexpr bool has_text = std::is_constructible_v<T, exception_text>;
  static void write(writer &out, const T &value) {
    if constexpr (has_text) {
      std::uint64_t size = 0;
      const char *text = value.what();
      while (text[size])
        ++size;
      xfork::write(out, size);
      out.write(text, static_cast<std::size_t>(size));
    } else {
      xfork::write(out, true); // so that no element of a range is without a byte
    }
  }
  static T read(reader &in) {
    if constexpr (has_text) {
      const auto size = xfork::read<std::uint64_t>(in);
      if (size > in.remaining())
        throw_malformed_message();
      const parcel text = parcel::of_bytes(static_cast<std::size_t>(size) + 1);
      in.read(text.bytes(), static_cast<std::size_t>(size));
      text.bytes()[size] = std::byte();
      return T(exception_text{reinterpret_cast<const char *>(text.bytes())});
    } else {
      static_cast<void>(xfork::read<bool>(in));
      return T();
    }
  }
};

template <class T> struct listed_codec {
  static void write(writer &out, const T &value) {
    // One list serves both directions, so it takes the object as it must be to be read into; nothing is
    // changed here.
    access::visit_fields(const_cast<T &>(value),
                         [&out](auto &...fields) { (xfork::write(out, fields), ...); });
  }
  static T read(reader &in) {
    if constexpr (requires { access::make<T>(in); }) {
      return access::make<T>(in);
    } else {
      static_assert(
          requires { access::make<T>(); },
          "xfork: this class has no default constructor that can be used; give "
          "it one (private, with `friend xfork::access;`), or one that takes xfork::from_process and "
          "xfork::reader &, or specialise xfork::serialise");
      T value = access::make<T>();
      access::visit_fields(value, [&in](auto &...fields) { (read_into(in, fields), ...); });
      return value;
    }
  }
};

template <class T> struct aggregate_codec {
  static void write(writer &out, const T &value) {
    fields_of<T>::visit(value, [&out](const auto &...fields) { (xfork::write(out, fields), ...); });
  }
  static T read(reader &in) {
    return fields_of<T>::make([&in]<class Field>() { return xfork::read<Field>(in); });
  }
};

template <class T> constexpr auto codec_of() {
  if constexpr (described_outside<T>)
    return static_cast<serialise<T> *>(nullptr);
  else if constexpr (lists_fields<T>)
    return static_cast<listed_codec<T> *>(nullptr);
  else if constexpr (standard_exception<T>)
    return static_cast<exception_codec<T> *>(nullptr);
  else if constexpr (optional_like<T>)
    return static_cast<optional_codec<T> *>(nullptr);
  else if constexpr (is_variant<T>)
    return static_cast<variant_codec<T> *>(nullptr);
  else if constexpr (path_like<T>)
    return static_cast<path_codec<T> *>(nullptr);
  else if constexpr (block<T>)
    return static_cast<block_codec<T> *>(nullptr);
  else if constexpr (appendable<T> || insertable<T>)
    return static_cast<range_codec<T> *>(nullptr);
  else if constexpr (tuple_like<T>)
    return static_cast<tuple_codec<T> *>(nullptr);
  else if constexpr (unique_owner<T>)
    return static_cast<unique_codec<T> *>(nullptr);
  else if constexpr (shared_owner<T>)
    return static_cast<shared_codec<T> *>(nullptr);
  else if constexpr (has_known_fields<T>())
    return static_cast<aggregate_codec<T> *>(nullptr);
  else
    return static_cast<void *>(nullptr);
}
template <class T> using codec = std::remove_pointer_t<decltype(codec_of<T>())>;

} // namespace detail

template <class T> void write(writer &out, const T &value) {
  if constexpr (detail::plain_bytes<T>()) {
    out.write(__builtin_addressof(value), sizeof value);
  } else if constexpr (std::is_array_v<T>) {
    for (const auto &element : value)
      xfork::write(out, element);
  } else if constexpr (!std::is_void_v<detail::codec<T>>) {
    detail::codec<T>::write(out, value);
  } else {
    static_assert(!detail::object_pointer<T>,
                  "xfork: a pointer cannot travel to another process: what it refers to is "
                  "not there; send the object itself, or a smart pointer that owns it");
    static_assert(
        detail::object_pointer<T> || detail::cannot_travel<T>,
        "xfork: objects of this type cannot travel to another process; specialise xfork::serialise for it");
  }
}

template <class T> std::remove_cv_t<T> read(reader &in) {
  using value_type = std::remove_cv_t<T>;
  if constexpr (std::is_same_v<value_type, bool>) {
    const auto value = xfork::read<unsigned char>(in);
    if (value > 1)
      detail::throw_malformed_message();
    return value != 0;
  } else if constexpr (detail::plain_bytes<value_type>()) {
    union buffer { // for types without a default constructor
      buffer() {}
      value_type value;
    } result;
    in.read(static_cast<void *>(__builtin_addressof(result.value)), sizeof(value_type));
    return result.value;
  } else if constexpr (!std::is_void_v<detail::codec<value_type>>) {
    return detail::codec<value_type>::read(in);
  } else {
    static_assert(detail::cannot_travel<T>,
                  "xfork: objects of this type cannot travel to another process; specialise "
                  "xfork::serialise for it");
  }
}

template <class T> void read_into(reader &in, T &object) {
  if constexpr (!std::is_array_v<T>)
    object = xfork::read<T>(in);
  else if constexpr (detail::plain_bytes<T>())
    in.read(object, sizeof object);
  else
    for (auto &element : object)
      xfork::read_into(in, element);
}

} // namespace xfork
